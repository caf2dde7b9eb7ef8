package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ctbench.harness.cost.ModelTasks.Workload;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.models.bench.WorkBenchmark;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.bench.WorkTimes;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;

/**
 * Times of one repetition of everything that a plan does, measured on the present device, on generated pixels.
 *
 * @param engine engine and device: {@code nd4j-cpu}
 * @param threads threads of the numerical kernels
 * @param rounds timed rounds of each kind of work, those to warm up not counted
 * @param seconds how long all of it took
 * @param times times and memory by workload
 */
public record Calibration(
        String engine,
        int threads,
        int rounds,
        double seconds,
        @JsonIgnore Map<Workload, WorkTimes> times) {
    /** @param engines gives fresh engines, one for each workload, so that each has its memory for itself */
    static Calibration run(PlanTasks plan, int rounds, Supplier<Engine> engines, Progress progress) {
        long start = System.nanoTime();
        Map<Workload, Set<WorkKind>> kinds = new LinkedHashMap<>();
        plan.models()
                .forEach(model -> kinds.computeIfAbsent(model.workload(), load -> EnumSet.noneOf(WorkKind.class))
                        .addAll(model.kinds()));
        Map<Workload, WorkTimes> times = new LinkedHashMap<>();
        EngineInfo info = null;
        for (ModelTasks model : plan.models()) {
            if (times.containsKey(model.workload())) {
                continue;
            }
            WorkBenchmark.Work work = model.work(kinds.get(model.workload()));
            int all = work.kinds().size() * (rounds + WorkBenchmark.WARM_UP);
            try (Engine fresh = engines.get();
                    Tracker task = progress.start("calibrate " + model.item().id(), all, "round")) {
                info = fresh.info();
                WorkBenchmark.Rounds timed = new WorkBenchmark.Rounds(rounds, () -> task.accept(1));
                times.put(model.workload(), WorkBenchmark.run(fresh, work, timed));
            }
        }
        return new Calibration(info.name(), info.threads(), rounds, (System.nanoTime() - start) / 1e9, times);
    }
}
