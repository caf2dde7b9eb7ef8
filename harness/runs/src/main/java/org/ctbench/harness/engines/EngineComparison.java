package org.ctbench.harness.engines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.findings.SetDifference;
import org.ctbench.harness.findings.StepDifference;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.SteppedRun;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.SteppedTraining;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.splits.documents.UserException;

/**
 * Trains a model of a plan on two engines and compares. The whole trainings are runs of the plan, one for each engine, which go on
 * where they were interrupted; the first steps are made once more, beside each other.
 */
public final class EngineComparison {
    private final List<Side> sides;
    private final ModelItem model;
    private final int steps;
    private final Progress progress;
    private final Stop stop;

    /**
     * Prepares a comparison.
     *
     * @param sides two
     * @param model of the plan's grid
     * @param steps how many are followed at most, at least 1
     * @param stop where it is asked to stop
     */
    public EngineComparison(List<Side> sides, ModelItem model, int steps, Progress progress, Stop stop) {
        this.sides = List.copyOf(sides);
        this.model = model;
        this.steps = steps;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * The plan on one engine.
     *
     * @param file the plan, which names the engine
     * @param folders with a folder of results of its own
     * @param engines opens it
     */
    public record Side(PlanFile file, Reproduction.Folders folders, Reproduction.EngineSource engines) {}

    /**
     * Trains, evaluates and compares.
     *
     * @throws org.ctbench.splits.documents.UserException if the data are not in place
     * @throws org.ctbench.harness.run.work.StoppedException if it was asked to stop; the whole trainings go on from there
     */
    public EnginesFinding run() throws IOException {
        List<EnginesFinding.Computed> computed = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Side side : sides) {
            progress.say("on the engine " + id(side) + ":");
            RunResults results = Reproduction.run(
                    side.file(), side.folders(), RunSettings.standard().only(List.of(model.id())), environment(side));
            requireStart(results, side);
            computed.add(new EnginesFinding.Computed(
                    id(side), PlanReference.to(side.file().plan()), results.provenance()));
            results.numbers().missing().stream()
                    .filter(cell -> cell.failed() && cell.model().equals(model.id()))
                    .forEach(cell -> missing.add(cell.cell() + " on " + id(side) + ": " + cell.because()));
        }
        return follow(computed, sets(), missing);
    }

    /** The steps begin where the run began. */
    private void requireStart(RunResults results, Side side) {
        results.numbers().missing().stream()
                .filter(cell -> cell.failed() && model.startFrom().equals(Optional.of(cell.model())))
                .findFirst()
                .ifPresent(cell -> {
                    throw new UserException(
                            model.id() + " starts from the weights of " + cell.model()
                                    + ", whose training failed on the engine " + id(side) + ": " + cell.because(),
                            cell.cell(),
                            "compare " + cell.model() + ", or another model, with --model");
                });
    }

    private static String id(Side side) {
        return side.file().plan().engine().id();
    }

    private Reproduction.Environment environment(Side side) {
        return new Reproduction.Environment(
                side.engines(),
                () -> {
                    throw new IllegalStateException("one process compares");
                },
                progress,
                stop);
    }

    private List<SetDifference> sets() throws IOException {
        VerdictRules rules = sides.get(0).file().plan().verdict();
        Resampling standard = Resampling.standard();
        Resampling resampling =
                new Resampling(rules.confidence(), rules.replicates(), standard.seed(), standard.threads());
        List<Evaluation> others = evaluations(sides.get(1));
        List<SetDifference> sets = new ArrayList<>();
        for (Evaluation one : evaluations(sides.get(0))) {
            for (Evaluation other : others) {
                if (other.set().equals(one.set())) {
                    sets.add(SetDifference.of(one, other, resampling));
                }
            }
        }
        return sets;
    }

    private List<Evaluation> evaluations(Side side) throws IOException {
        return Evidence.read(List.of(side.folders().out())).all().stream()
                .filter(trained -> trained.id().equals(model.id()))
                .map(TrainedModel::evaluations)
                .flatMap(List::stream)
                .toList();
    }

    private EnginesFinding follow(
            List<EnginesFinding.Computed> computed, List<SetDifference> sets, List<String> missing) throws IOException {
        Side side = sides.get(0);
        try (Engine one = side.engines().open();
                Engine two = sides.get(1).engines().open()) {
            List<ObservedEngine> observed = List.of(new ObservedEngine(one), new ObservedEngine(two));
            List<Engine> engines =
                    observed.stream().map(ObservedEngine::asEngine).toList();
            try (SteppedTraining training =
                    SteppedRun.open(side.file(), side.folders(), model.id(), engines, environment(side))) {
                Module first = training.modules().get(0);
                Module second = training.modules().get(1);
                boolean same = WeightDigest.of(first).equals(WeightDigest.of(second));
                LayerSums sums = new LayerSums();
                LayerDifferences layers = new LayerDifferences();
                observed.get(0).observe(Optional.of(new LayerValues(first, sums, layers::keep)));
                observed.get(1).observe(Optional.of(new LayerValues(second, sums, layers::compare)));
                List<StepDifference> followed = new ArrayList<>();
                Optional<String> ended = steps(training, observed, followed);
                return new EnginesFinding(
                        EnginesFinding.SCHEMA,
                        model.id(),
                        model.heading(),
                        computed,
                        same,
                        layers.differences(),
                        sums.rounding(),
                        followed,
                        ended,
                        sets,
                        missing);
            }
        }
    }

    /** The losses of the next step in which there is something to learn; empty if the training is over. */
    private static Optional<List<Map<String, Double>>> learned(SteppedTraining training) throws IOException {
        Optional<List<Map<String, Double>>> losses = training.step();
        while (losses.isPresent() && losses.get().stream().allMatch(Map::isEmpty)) {
            losses = training.step();
        }
        return losses;
    }

    /** @return why the steps ended too early */
    private Optional<String> steps(
            SteppedTraining training, List<ObservedEngine> observed, List<StepDifference> followed) throws IOException {
        long most = Math.min(steps, training.steps());
        try (Tracker tracker =
                progress.checked(stop::check).start("compare " + model.id() + " step by step", most, "step")) {
            for (int step = 1; step <= most; step++) {
                Optional<List<Map<String, Double>>> next = learned(training);
                if (next.isEmpty()) {
                    break;
                }
                List<Map<String, Double>> losses = next.get();
                observed.forEach(engine -> engine.observe(Optional.empty())); // layers are those of the first step
                followed.add(StepDifference.of(
                        step,
                        losses.get(0),
                        losses.get(1),
                        training.modules().get(0),
                        training.modules().get(1)));
                tracker.accept(1);
            }
            return Optional.empty();
        } catch (DivergedException e) {
            return Optional.of("step " + (followed.size() + 1) + ": " + e.getMessage());
        }
    }
}
