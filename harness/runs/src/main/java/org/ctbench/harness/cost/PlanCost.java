package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.models.bench.WallTime;
import org.ctbench.models.bench.WorkTimes;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;

/**
 * What a plan costs: work, and if it was measured, time and memory on the present device.
 *
 * @param schema {@value #SCHEMA}
 * @param plan id of the plan
 * @param digest digest of the plan
 * @param seeds how often each model is trained; what is said of models is for one seed
 * @param total time of everything, all seeds; empty without calibration
 * @param shared time with several workers; empty without calibration, or if none were asked for
 * @param models what each model that is trained costs with one seed
 * @param scored ids of the models that ctbench does not train; to read predictions costs nothing to speak of, what a network or a program of
 *     others costs is not counted
 * @param disk what it needs on the disk, all seeds
 * @param calibration how times and memory were measured; empty without calibration
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanCost(
        String schema,
        String plan,
        String digest,
        int seeds,
        Optional<Span> total,
        Optional<SharedTime> shared,
        List<Model> models,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> scored,
        DiskSpace disk,
        Optional<Calibration> calibration) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/plan-cost/3";

    public PlanCost {
        models = List.copyOf(models);
        scored = List.copyOf(scored);
    }

    /**
     * One model.
     *
     * @param id id in the plan
     * @param size rows and columns of an image
     * @param batch classified images at once
     * @param parameters elements of all parameters
     * @param memory what the engine held for it; empty without calibration
     * @param time time of all tasks; empty without calibration
     * @param tasks what is done, in the order of the run
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Model(
            String id,
            int size,
            int batch,
            long parameters,
            Optional<WorkTimes.Memory> memory,
            Optional<Span> time,
            List<TaskCost> tasks) {}

    /**
     * One task.
     *
     * @param task the task
     * @param one time of one repetition in milliseconds; empty without calibration
     * @param time time of all repetitions; empty without calibration
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record TaskCost(@JsonUnwrapped RepeatedWork task, Optional<WallTime> one, Optional<Span> time) {}

    /**
     * Counts the work of a plan; no data and no engine are needed.
     *
     * @param known locks of data sets
     * @param data folder whose samples the plan may name; need not exist
     * @throws UserException if the plan names a split that is not known, or a network cannot take its images
     */
    public static PlanCost counted(PlanFile file, Locks known, Path data) throws IOException {
        return of(PlanTasks.of(file, known, data), Optional.empty());
    }

    /**
     * Counts the work of a plan and measures what it takes.
     *
     * @param known locks of data sets
     * @param data folder whose samples the plan may name; need not exist
     * @param rounds timed rounds of each kind of work, at least 1
     * @param engines gives fresh engines
     * @throws UserException if the plan names a split that is not known, or a network cannot take its images
     */
    public static PlanCost measured(
            PlanFile file, Locks known, Path data, int rounds, Supplier<Engine> engines, Progress progress)
            throws IOException {
        PlanTasks tasks = PlanTasks.of(file, known, data);
        if (tasks.models().isEmpty()) {
            return of(tasks, Optional.empty());
        }
        return of(tasks, Optional.of(Calibration.run(tasks, rounds, engines, progress)));
    }

    static PlanCost of(PlanTasks tasks, Optional<Calibration> calibration) {
        List<Model> models = tasks.models().stream()
                .map(model -> model(
                        model, calibration.map(measured -> measured.times().get(model.workload()))))
                .toList();
        return new PlanCost(
                SCHEMA,
                tasks.plan().id(),
                tasks.plan().digest().hex(),
                tasks.seeds(),
                calibration.map(measured ->
                        sum(models.stream().map(Model::time).toList()).times(tasks.seeds())),
                Optional.empty(),
                models,
                tasks.scored(),
                DiskSpace.of(tasks),
                calibration);
    }

    /**
     * The same with the time that several workers need.
     *
     * @param workers how many, at least 1
     * @param of the plan
     */
    public PlanCost sharedBy(int workers, Plan of) {
        Map<String, String> starts = new HashMap<>();
        of.models().forEach(item -> item.startFrom().ifPresent(start -> starts.put(item.id(), start)));
        return new PlanCost(
                schema,
                plan,
                digest,
                seeds,
                total,
                total.map(time -> SharedTime.of(workers, time, models, starts)),
                models,
                scored,
                disk,
                calibration);
    }

    private static Model model(ModelTasks model, Optional<WorkTimes> times) {
        List<TaskCost> costs = model.tasks().stream()
                .map(task -> {
                    Optional<WallTime> one = times.map(measured -> measured.of(task.kind()));
                    return new TaskCost(task, one, one.map(timing -> Span.of(timing, task.repetitions())));
                })
                .toList();
        return new Model(
                model.item().id(),
                model.workload().size(),
                model.workload().batch(),
                model.network().parameters(),
                times.map(WorkTimes::memory),
                times.map(measured -> sum(costs.stream().map(TaskCost::time).toList())),
                costs);
    }

    private static Span sum(List<Optional<Span>> times) {
        return times.stream().map(Optional::orElseThrow).reduce(Span.ZERO, Span::plus);
    }
}
