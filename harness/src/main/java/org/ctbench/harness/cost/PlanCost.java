package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.UserException;

/**
 * What a plan costs: work, and if it was measured, time and memory on the present device.
 *
 * @param schema {@value #SCHEMA}
 * @param plan id of the plan
 * @param digest digest of the plan
 * @param generated whether its data are generated
 * @param seeds how often each model is trained; all else that is said of models is for one seed
 * @param work everything, all seeds
 * @param perSeed time of everything with one seed; empty without calibration
 * @param total time of everything; empty without calibration
 * @param models what each model costs with one seed
 * @param memory what it needs on the device; empty without calibration
 * @param disk what it needs on the disk, all seeds
 * @param calibration how times and memory were measured; empty without calibration
 * @param stated what the paper states of its own run, if the plan has its work
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanCost(
        String schema,
        String plan,
        String digest,
        boolean generated,
        int seeds,
        Amount work,
        Optional<Span> perSeed,
        Optional<Span> total,
        List<ModelCost> models,
        Optional<DeviceMemory> memory,
        DiskSpace disk,
        Optional<CalibrationReport> calibration,
        Optional<PaperStatement> stated) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/plan-cost/1";

    public PlanCost {
        models = List.copyOf(models);
    }

    /**
     * Counts the work of a plan; no data and no engine are needed.
     *
     * @param data folder whose samples the plan may name; need not exist
     * @throws UserException if the plan names a split that is not known, or a network cannot take its images
     */
    public static PlanCost counted(PlanFile file, Path data) throws IOException {
        return of(PlanTasks.of(file, data), Optional.empty());
    }

    /**
     * Counts the work of a plan and measures what it takes.
     *
     * @param data folder whose samples the plan may name; need not exist
     * @param engines gives fresh engines
     * @throws UserException if the plan names a split that is not known, or a network cannot take its images
     */
    public static PlanCost measured(
            PlanFile file, Path data, Calibration.Settings settings, Supplier<Engine> engines, Progress progress)
            throws IOException {
        PlanTasks tasks = PlanTasks.of(file, data);
        return of(tasks, Optional.of(Calibration.run(tasks, settings, engines, progress)));
    }

    static PlanCost of(PlanTasks tasks, Optional<Measurements> measurements) {
        Plan plan = tasks.plan();
        Optional<Estimate> estimate = measurements.map(Estimate::new);
        List<ModelCost> models = tasks.models().stream()
                .map(model -> ModelCost.of(model, estimate))
                .toList();
        Amount work = models.stream().map(ModelCost::work).reduce(Amount.NONE, Amount::plus);
        Optional<Span> perSeed = estimate.map(
                e -> models.stream().map(model -> model.time().orElseThrow()).reduce(Span.ZERO, Span::plus));
        return new PlanCost(
                SCHEMA,
                plan.id(),
                plan.digest().hex(),
                plan.data().generate().isPresent(),
                tasks.seeds(),
                work.times(tasks.seeds()),
                perSeed,
                perSeed.map(span -> span.times(tasks.seeds())),
                models,
                measurements.map(DeviceMemory::of),
                DiskSpace.of(tasks),
                measurements.map(m -> CalibrationReport.of(tasks, m)),
                PaperStatement.about(plan));
    }
}
