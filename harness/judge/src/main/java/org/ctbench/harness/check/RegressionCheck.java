package org.ctbench.harness.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.SeedDeviation;
import org.ctbench.harness.statistics.SeedMean;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Holds the metrics of a run against a baseline: means over the trainings of a model, by {@link DropRule}. */
public final class RegressionCheck {
    private static final double SAME = 1e-9; // values of one table of counts differ by rounding alone

    private final Path file;
    private final Evidence run;
    private final DropRule rule;
    private final Resampling resampling;

    private RegressionCheck(Path file, Baseline baseline, Evidence run) {
        this.file = file;
        this.run = run;
        this.rule = new DropRule(baseline.confidence(), baseline.size());
        this.resampling = new Resampling(
                baseline.confidence(),
                baseline.replicates(),
                1,
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * Checks a run.
     *
     * @param file the baseline
     * @throws UserException if the baseline is damaged or pins no metric, if the run is about other images, or if nothing says how much
     *     a metric varies with the seed
     */
    public static CheckReport of(Path file, Evidence run) throws IOException {
        Baseline baseline = Baseline.read(file);
        if (baseline.size() == 0) {
            boolean single = baseline.evaluations().stream()
                    .allMatch(evaluation -> evaluation.trainings().size() == 1);
            throw new UserException(
                    "the baseline pins no metric: "
                            + (single
                                    ? "it has one training of each model, and nothing says how much metrics vary with the seed"
                                    : "none could fall by more than its margin"),
                    file.toString(),
                    "check with --exact; or accept a run of a plan with several seeds, or with verdict.seedDeviation"
                            + (single ? "" : ", of better models"));
        }
        RegressionCheck check = new RegressionCheck(file, baseline, run);
        List<CellCheck> cells = new ArrayList<>();
        for (Baseline.Evaluation evaluation : baseline.evaluations()) {
            if (!evaluation.cells().isEmpty()) {
                cells.addAll(check.evaluation(evaluation));
            }
        }
        return CheckReport.of(file, run, baseline, cells);
    }

    private List<CellCheck> evaluation(Baseline.Evaluation pinned) throws IOException {
        List<Evaluation> trainings = pinned.in(run);
        Optional<String> missing = pinned.missingIn(run);
        if (trainings.isEmpty() || missing.isPresent()) {
            String because = missing.orElse("the run has no result of " + pinned.model() + " on " + pinned.set());
            return pinned.cells().stream()
                    .map(cell -> CellCheck.missing(pinned, cell, trainings.size(), because))
                    .toList();
        }
        List<Sample> now = new ArrayList<>();
        for (Evaluation training : trainings) {
            requireSameImages(pinned, training);
            now.add(training.sample());
        }
        List<AppliedMetric> metrics = metrics(pinned, trainings.get(0));
        Optional<List<Sample>> before = before(pinned, trainings.get(0), now.get(0));
        List<SeedMean> differences;
        if (before.isPresent()) {
            requireSameValues(pinned, before.get(), metrics);
            differences = SeedMean.difference(now, before.get(), metrics, resampling);
        } else {
            differences = SeedMean.of(now, metrics, resampling);
        }
        List<CellCheck> cells = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            PinnedCell cell = pinned.cells().get(i);
            List<Double> values = values(now, metrics.get(i));
            cells.add(
                    values.size() < now.size()
                            ? CellCheck.missing(
                                    pinned,
                                    cell,
                                    values.size(),
                                    "the metric has no value in the run: nothing to compute it from")
                            : judge(
                                    pinned,
                                    cell,
                                    values,
                                    error(cell, values, differences.get(i), before.isPresent(), now.get(0)),
                                    before.isPresent()));
        }
        return cells;
    }

    private static List<Double> values(List<Sample> trainings, AppliedMetric metric) {
        return trainings.stream()
                .map(sample -> sample.value(metric))
                .flatMap(value -> value.stream().boxed())
                .toList();
    }

    /** What the trainings of the baseline made of the slices, if it has the copies of all. */
    private Optional<List<Sample>> before(Baseline.Evaluation pinned, Evaluation there, Sample now) throws IOException {
        CopiedPredictions copies = new CopiedPredictions(file);
        List<Sample> before = new ArrayList<>();
        for (Baseline.Training training : pinned.trainings()) {
            Optional<Sample> copy = copies.sample(training, there);
            if (copy.isEmpty()) {
                return Optional.empty();
            }
            if (!copy.get().sameSlices(now)) {
                throw new UserException(
                        "the baseline's copy of the predictions on " + pinned.set()
                                + " is about other slices, or has other true classes or lesions of a slice",
                        file.resolveSibling(training.copy().orElseThrow()).toString(),
                        "restore the file, or make a new baseline with --accept");
            }
            before.add(copy.get());
        }
        return Optional.of(before);
    }

    private void requireSameImages(Baseline.Evaluation pinned, Evaluation now) {
        pinned.otherThan(now.images()).ifPresent(other -> {
            throw new UserException(
                    "the run is about other images than the baseline: " + pinned.model() + " on " + pinned.set() + ", "
                            + other + " of " + now.split() + " differs",
                    run.first().folder() + " and " + file,
                    "evaluate on " + pinned.split() + " as it was, or make a baseline of the new images with --accept");
        });
        if (!pinned.lesions().map(Baseline.Lesions::above).equals(now.above())) {
            throw new UserException(
                    "the run counts detections above " + now.above().orElseThrow() + ", the baseline above "
                            + pinned.lesions().orElseThrow().above(),
                    run.first().folder() + " and " + file,
                    "put that score first in segmentation.scores, or make a new baseline with --accept");
        }
    }

    private List<AppliedMetric> metrics(Baseline.Evaluation pinned, Evaluation now) {
        List<AppliedMetric> metrics = new ArrayList<>();
        for (PinnedCell cell : pinned.cells()) {
            metrics.add(now.metric(cell.metric())
                    .orElseThrow(() -> new UserException(
                            "no metric '" + cell.metric() + "' of " + pinned.model() + " on " + pinned.set(),
                            file.toString(),
                            Suggestion.hint(
                                    cell.metric(),
                                    now.metrics().stream()
                                            .map(AppliedMetric::id)
                                            .toList()))));
        }
        return metrics;
    }

    private void requireSameValues(Baseline.Evaluation pinned, List<Sample> before, List<AppliedMetric> metrics) {
        for (int i = 0; i < metrics.size(); i++) {
            for (int t = 0; t < before.size(); t++) {
                double value = pinned.cells().get(i).values().get(t);
                OptionalDouble computed = before.get(t).value(metrics.get(i));
                if (computed.isEmpty() || Math.abs(computed.getAsDouble() - value) > SAME) {
                    throw new UserException(
                            metrics.get(i).id() + " of "
                                    + pinned.trainings().get(t).id() + " on " + pinned.set() + " is "
                                    + value
                                    + " in the baseline, but its copy of the predictions gives another value",
                            file.toString(),
                            "restore the file, or the F1 weights of the plan, or make a new baseline with --accept");
                }
            }
        }
    }

    private DropError error(PinnedCell cell, List<Double> now, SeedMean mean, boolean paired, Sample sample) {
        OptionalDouble sampling = mean.sampling()
                .known()
                .map(known -> OptionalDouble.of(known.standardError()))
                .orElseGet(OptionalDouble::empty);
        if (!paired && sampling.isPresent()) {
            sampling = cell.error().isEmpty()
                    ? cell.error()
                    : OptionalDouble.of(StrictMath.hypot(
                            sampling.getAsDouble(), cell.error().getAsDouble()));
        }
        double image = (1 - cell.lowest()) / sample.slicesOf(mean.metric());
        SeedDeviation seeds = DropError.pooled(cell.values(), now, image, cell.seedDeviation())
                .orElseThrow();
        return new DropError(sampling, seeds, cell.values().size(), now.size());
    }

    private CellCheck judge(
            Baseline.Evaluation pinned, PinnedCell cell, List<Double> values, DropError error, boolean paired) {
        double now = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        double drop = cell.mean() - now;
        CellCheck.Test test = new CellCheck.Test(
                drop,
                error.total(),
                error.sampling(),
                error.seeds().deviation(),
                error.seeds().degreesOfFreedom(),
                rule.threshold(cell.margin(), error),
                paired);
        boolean blind = test.threshold() >= cell.mean() - cell.lowest();
        Outcome outcome = blind ? Outcome.UNDECIDED : drop > test.threshold() ? Outcome.FAILED : Outcome.PASSED;
        return new CellCheck(
                pinned.model(),
                pinned.set(),
                cell.metric(),
                cell.unit(),
                outcome,
                cell.values().size(),
                cell.mean(),
                values.size(),
                OptionalDouble.of(now),
                Optional.of(test),
                blind ? blind(cell) : sentence(cell, test));
    }

    private static String blind(PinnedCell cell) {
        return cell.canFall()
                ? "no drop could fail: trainings vary too much with the seed"
                : "no drop could fail: the baseline is within its margin of the worst value";
    }

    private static String sentence(PinnedCell cell, CellCheck.Test test) {
        Scale unit = cell.unit();
        String size = unit.number(Math.abs(test.drop())) + (unit == Scale.PERCENT ? " points" : "");
        String moved = test.drop() > 0 ? "fell by " + size : test.drop() < 0 ? "rose by " + size : "is the same";
        String limit = test.threshold() > cell.margin()
                ? "chance makes up to " + unit.number(test.threshold())
                : "the margin is " + unit.number(cell.margin());
        String kind = test.paired()
                ? ""
                : "; unpaired, because the predictions of the baseline are missing: a paired test would detect smaller drops";
        String unsure = test.samplingError().isPresent() || test.drop() == 0
                ? ""
                : "; too few slices differ for resampling, so the seeds alone decide";
        return moved + ", " + limit + kind + unsure;
    }
}
