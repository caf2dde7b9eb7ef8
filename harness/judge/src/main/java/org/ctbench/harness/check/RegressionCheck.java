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
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Holds the metrics of a run against a baseline, by {@link DropRule}. */
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
     * @throws UserException if the baseline is damaged, or the run is about other images
     */
    public static CheckReport of(Path file, Evidence run) throws IOException {
        Baseline baseline = Baseline.read(file);
        RegressionCheck check = new RegressionCheck(file, baseline, run);
        List<CellCheck> cells = new ArrayList<>();
        for (Baseline.Evaluation evaluation : baseline.evaluations()) {
            cells.addAll(check.evaluation(evaluation));
        }
        return CheckReport.of(file.toString(), run.first().folder().toString(), baseline.confidence(), cells);
    }

    private List<CellCheck> evaluation(Baseline.Evaluation pinned) throws IOException {
        if (pinned.cells().isEmpty()) {
            return List.of();
        }
        Optional<Evaluation> there = pinned.in(run);
        if (there.isEmpty()) {
            String because = pinned.missingIn(run);
            return pinned.cells().stream()
                    .map(cell -> CellCheck.missing(pinned, cell, because))
                    .toList();
        }
        requireSameImages(pinned, there.get());
        List<AppliedMetric> metrics = metrics(pinned, there.get());
        Sample now = there.get().sample();
        Optional<Sample> before = new CopiedPredictions(file).sample(pinned, there.get());
        if (before.isPresent() && !before.get().sameSlices(now)) {
            throw new UserException(
                    "the copy of what the baseline's model made of the slices of " + pinned.set()
                            + " tells of other slices, or of other true classes or lesions of a slice",
                    file.resolveSibling(pinned.copy().orElseThrow()).toString(),
                    "restore the file, or make a new baseline with --accept");
        }
        List<Drop> drops =
                before.isPresent() ? paired(pinned, before.get(), now, metrics) : unpaired(pinned, now, metrics);
        List<CellCheck> cells = new ArrayList<>();
        for (int i = 0; i < drops.size(); i++) {
            OptionalDouble value = now.value(metrics.get(i));
            cells.add(judge(pinned, pinned.cells().get(i), value, drops.get(i)));
        }
        return cells;
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
        for (Baseline.Cell cell : pinned.cells()) {
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

    private List<Drop> paired(Baseline.Evaluation pinned, Sample before, Sample now, List<AppliedMetric> metrics) {
        for (int i = 0; i < metrics.size(); i++) {
            double value = pinned.cells().get(i).value();
            OptionalDouble computed = before.value(metrics.get(i));
            if (computed.isEmpty() || Math.abs(computed.getAsDouble() - value) > SAME) {
                throw new UserException(
                        metrics.get(i).id() + " of " + pinned.model() + " on " + pinned.set() + " is " + value
                                + " in the baseline, and its copy of what the model made of the slices gives another one",
                        file.toString(),
                        "restore the file, or the F1 weights of the plan, or make a new baseline with --accept");
            }
        }
        List<Drop> drops = new ArrayList<>();
        for (PairedDifference difference : PairedDifference.of(now, before, metrics, resampling)) {
            OptionalDouble error = error(difference.uncertainty());
            drops.add(new Drop(difference.effect(), error.orElse(0), error.isPresent(), true));
        }
        return drops;
    }

    private List<Drop> unpaired(Baseline.Evaluation pinned, Sample now, List<AppliedMetric> metrics) {
        List<Estimate> estimates = Estimates.of(now, metrics, resampling);
        List<Drop> drops = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            Baseline.Cell cell = pinned.cells().get(i);
            Estimate estimate = estimates.get(i);
            OptionalDouble own = error(estimate.of(now));
            OptionalDouble drop = estimate.value().isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(cell.value() - estimate.value().getAsDouble());
            boolean known = own.isPresent() && cell.error().isPresent();
            drops.add(
                    new Drop(drop, StrictMath.hypot(own.orElse(0), cell.error().orElse(0)), known, false));
        }
        return drops;
    }

    private CellCheck judge(Baseline.Evaluation pinned, Baseline.Cell cell, OptionalDouble value, Drop drop) {
        if (drop.estimate.isEmpty()) {
            return CellCheck.missing(pinned, cell, "the metric has no value in the run: nothing to compute it from");
        }
        double seeds = cell.seedDeviation().orElse(0) * Math.sqrt(2); // of a difference of two runs
        double error = StrictMath.hypot(drop.error, seeds);
        double estimate = drop.estimate.getAsDouble();
        double threshold = rule.threshold(cell.margin(), error);
        boolean fails = rule.fails(estimate, cell.margin(), error);
        return new CellCheck(
                pinned.model(),
                pinned.set(),
                cell.metric(),
                cell.unit(),
                fails ? Outcome.FAILED : Outcome.PASSED,
                cell.value(),
                value,
                drop.estimate,
                OptionalDouble.of(error),
                OptionalDouble.of(threshold),
                Optional.of(drop.paired),
                sentence(cell.unit(), cell, threshold, drop));
    }

    private static String sentence(Scale unit, Baseline.Cell cell, double threshold, Drop test) {
        double drop = test.estimate.orElseThrow();
        String size = unit.number(Math.abs(drop)) + (unit == Scale.PERCENT ? " points" : "");
        String moved = drop > 0 ? "fell by " + size : drop < 0 ? "rose by " + size : "is the same";
        String limit = threshold > cell.margin()
                ? "chance makes up to " + unit.number(threshold)
                : "the margin is " + unit.number(cell.margin());
        String kind = test.paired
                ? ""
                : "; unpaired, as the predictions of the baseline are not there: a paired test would see smaller drops";
        String unsure = test.known || drop == 0
                ? ""
                : "; too few slices differ for resampling to tell"
                        + (threshold > cell.margin() ? " all of it" : ", so that the margin alone decides");
        return moved + ", " + limit + kind + unsure;
    }

    private static OptionalDouble error(Uncertainty uncertainty) {
        return uncertainty
                .known()
                .map(known -> OptionalDouble.of(known.standardError()))
                .orElseGet(OptionalDouble::empty);
    }

    /** An estimated drop; {@code known} if resampling could tell its standard error. */
    private record Drop(OptionalDouble estimate, double error, boolean known, boolean paired) {}
}
