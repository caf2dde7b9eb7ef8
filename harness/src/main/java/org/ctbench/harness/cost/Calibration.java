package org.ctbench.harness.cost;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ctbench.harness.cost.Measurements.Extent;
import org.ctbench.harness.cost.Measurements.Measured;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.models.bench.ResidentMemory;
import org.ctbench.models.bench.Timing;
import org.ctbench.models.bench.WorkBenchmark;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.bench.WorkTimes;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;

/** Runs a little of everything that a plan does, on generated pixels, and measures time and memory. */
public final class Calibration {
    /** Two models are measured as one, if that is asked for, when their numbers of parameters differ by less than this. */
    private static final double ALIKE = 0.1;

    private final PlanTasks plan;
    private final Settings settings;
    private final Supplier<Engine> engines;
    private final Progress progress;
    private final Map<Workload, Measured> works = new LinkedHashMap<>();
    private Optional<EngineInfo> engine = Optional.empty();

    private Calibration(PlanTasks plan, Settings settings, Supplier<Engine> engines, Progress progress) {
        this.plan = plan;
        this.settings = settings;
        this.engines = engines;
        this.progress = progress;
    }

    /**
     * How much is measured.
     *
     * @param rounds timed rounds of each kind of work, at least 1; two more are thrown away before
     * @param quick whether models of one kind with almost as many parameters are measured as one
     */
    public record Settings(int rounds, boolean quick) {
        public Settings {
            if (rounds < 1) {
                throw new IllegalArgumentException("rounds: " + rounds + ", expected at least 1");
            }
        }
    }

    /** @param engines gives fresh engines, one for each work, so that each has its memory for itself */
    static Measurements run(PlanTasks plan, Settings settings, Supplier<Engine> engines, Progress progress)
            throws IOException {
        return new Calibration(plan, settings, engines, progress).run();
    }

    private Measurements run() throws IOException {
        Measurements.Others others = Measurements.Others.now();
        long start = System.nanoTime();
        for (ModelTasks model : plan.models()) {
            if (!works.containsKey(model.workload())) {
                measure(model);
            }
        }
        Map<Integer, Timing> preparation = preparation();
        EngineInfo info = engine.orElseThrow();
        double seconds = (System.nanoTime() - start) / 1e9;
        Extent extent = new Extent(info.name(), info.threads(), others, settings.rounds(), seconds);
        return new Measurements(extent, works, preparation, ResidentMemory.peakBytes());
    }

    /** Measures a model and notes the times for all whose work is the same. */
    private void measure(ModelTasks model) {
        List<ModelTasks> same =
                plan.models().stream().filter(other -> same(model, other)).toList();
        Set<WorkKind> kinds = EnumSet.noneOf(WorkKind.class);
        same.forEach(other -> kinds.addAll(other.kinds()));
        Workload load = model.workload();
        WorkBenchmark.Work work =
                new WorkBenchmark.Work(model.item().provider(), load.options(), load.size(), load.batch(), kinds);
        int rounds = kinds.size() * (settings.rounds() + WorkBenchmark.WARM_UP);
        try (Engine fresh = engines.get();
                Tracker task = progress.start("calibrate " + model.item().id(), rounds, "round")) {
            engine = Optional.of(fresh.info());
            WorkTimes times =
                    WorkBenchmark.run(fresh, work, new WorkBenchmark.Rounds(settings.rounds(), () -> task.accept(1)));
            Measured measured = new Measured(model.item().id(), times);
            same.forEach(other -> works.putIfAbsent(other.workload(), measured));
        }
    }

    private boolean same(ModelTasks model, ModelTasks other) {
        Workload a = model.workload();
        Workload b = other.workload();
        boolean alike = settings.quick()
                && a.model().equals(b.model())
                && a.size() == b.size()
                && a.batch() == b.batch()
                && close(model.network().parameters(), other.network().parameters())
                && close(model.network().trainable(), other.network().trainable());
        return a.equals(b) || alike;
    }

    private static boolean close(long a, long b) {
        return Math.abs(a - b) < ALIKE * Math.max(a, b);
    }

    private Map<Integer, Timing> preparation() throws IOException {
        int slice = plan.plan()
                .data()
                .generate()
                .map(made -> made.phantom().imageSize())
                .orElse(Preparation.PUBLISHED_SIZE);
        Map<Integer, Timing> times = new TreeMap<>();
        for (int size : plan.decodedImages().keySet()) {
            times.put(size, new Preparation(slice, size).time(settings.rounds()));
        }
        return times;
    }
}
