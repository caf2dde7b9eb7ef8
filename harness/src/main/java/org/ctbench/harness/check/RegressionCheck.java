package org.ctbench.harness.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.answers.RunAnswers;
import org.ctbench.harness.answers.SetAnswers;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.harness.statistics.Figure;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Suggestion;

/** Holds the figures of a run against a baseline, by {@link DropRule}. */
public final class RegressionCheck {
    private static final double SAME = 1e-9; // values of one table of counts differ by rounding alone

    private final Path file;
    private final Baseline baseline;
    private final RunAnswers run;
    private final DropRule rule;
    private final Resampling resampling;

    private RegressionCheck(Path file, Baseline baseline, RunAnswers run) {
        this.file = file;
        this.baseline = baseline;
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
    public static CheckReport of(Path file, RunAnswers run) throws IOException {
        Baseline baseline = Baseline.read(file);
        RegressionCheck check = new RegressionCheck(file, baseline, run);
        List<CellCheck> cells = new ArrayList<>();
        for (Baseline.Evaluation evaluation : baseline.evaluations()) {
            cells.addAll(check.evaluation(evaluation));
        }
        return CheckReport.of(file.toString(), run.folder().toString(), baseline.confidence(), cells);
    }

    private List<CellCheck> evaluation(Baseline.Evaluation pinned) throws IOException {
        Optional<SetAnswers> there = run.find(pinned.model(), pinned.set());
        if (there.isEmpty()) {
            String because = "the run has no result of " + pinned.model() + " on " + pinned.set() + reason(pinned);
            return pinned.cells().stream()
                    .map(cell -> CellCheck.missing(pinned, cell, because))
                    .toList();
        }
        SetAnswers set = there.get();
        requireSameImages(pinned, set);
        List<Figure> figures = figures(pinned, set);
        Answers answers = set.answers();
        Optional<Answers> before = new CopiedPredictions(file).answers(pinned, set.lock());
        List<Drop> drops = before.isPresent()
                ? paired(pinned, before.get(), answers, figures)
                : unpaired(pinned, answers, figures);
        List<CellCheck> cells = new ArrayList<>();
        for (int i = 0; i < drops.size(); i++) {
            OptionalDouble value = figures.get(i).of(answers.matrix());
            cells.add(judge(pinned, pinned.cells().get(i), value, drops.get(i)));
        }
        return cells;
    }

    private String reason(Baseline.Evaluation pinned) {
        return run.results().numbers().missing().stream()
                .filter(cell -> cell.model().equals(pinned.model())
                        && cell.set().map(pinned.set()::equals).orElse(true))
                .map(MissingCell::because)
                .findFirst()
                .map(because -> ": " + because)
                .orElse("");
    }

    private void requireSameImages(Baseline.Evaluation pinned, SetAnswers set) {
        boolean same = set.split().digest().equals(pinned.manifest())
                && set.split().images().equals(pinned.images());
        if (!same) {
            String list = set.split().digest().equals(pinned.manifest()) ? "the bytes of the images" : "the list";
            throw new UserException(
                    "the run is about other images than the baseline: " + pinned.model() + " on " + pinned.set() + ", "
                            + list + " of " + set.split().id() + " differs",
                    run.folder() + " and " + file,
                    "evaluate on " + pinned.split() + " as it was, or make a baseline of the new images with --accept");
        }
    }

    private List<Figure> figures(Baseline.Evaluation pinned, SetAnswers set) {
        List<Figure> known = set.figures();
        List<Figure> figures = new ArrayList<>();
        for (Baseline.Cell cell : pinned.cells()) {
            figures.add(known.stream()
                    .filter(figure -> figure.id().equals(cell.figure()))
                    .findFirst()
                    .orElseThrow(() -> new UserException(
                            "no figure '" + cell.figure() + "' of " + pinned.model() + " on " + pinned.set(),
                            file.toString(),
                            Suggestion.hint(
                                    cell.figure(),
                                    known.stream().map(Figure::id).toList()))));
        }
        return figures;
    }

    private List<Drop> paired(Baseline.Evaluation pinned, Answers before, Answers now, List<Figure> figures) {
        for (int i = 0; i < figures.size(); i++) {
            double value = pinned.cells().get(i).value();
            OptionalDouble computed = figures.get(i).of(before.matrix());
            if (computed.isEmpty() || Math.abs(computed.getAsDouble() - value) > SAME) {
                throw new UserException(
                        figures.get(i).id() + " of " + pinned.model() + " on " + pinned.set() + " is " + value
                                + " in the baseline, and its predictions give another value with the weights of the run",
                        file.toString(),
                        "restore the file, or make a new baseline with --accept");
            }
        }
        List<Drop> drops = new ArrayList<>();
        for (PairedDifference difference : PairedDifference.of(now, before, figures, resampling)) {
            OptionalDouble error = error(difference.uncertainty());
            drops.add(new Drop(difference.effect(), error.orElse(0), error.isPresent(), true));
        }
        return drops;
    }

    private List<Drop> unpaired(Baseline.Evaluation pinned, Answers now, List<Figure> figures) {
        List<Estimate> estimates = Estimates.of(now, figures, resampling);
        List<Drop> drops = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            Baseline.Cell cell = pinned.cells().get(i);
            Estimate estimate = estimates.get(i);
            OptionalDouble own = error(now.hasPatients() ? estimate.byPatient() : estimate.bySlice());
            OptionalDouble drop = estimate.value().isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(cell.value() - estimate.value().getAsDouble());
            boolean known = own.isPresent() && cell.error().isPresent();
            drops.add(new Drop(drop, Math.hypot(own.orElse(0), cell.error().orElse(0)), known, false));
        }
        return drops;
    }

    private CellCheck judge(Baseline.Evaluation pinned, Baseline.Cell cell, OptionalDouble value, Drop drop) {
        if (drop.estimate.isEmpty()) {
            return CellCheck.missing(pinned, cell, "the figure has no value in the run: nothing to compute it from");
        }
        double seeds = cell.seedDeviation().orElse(0) * Math.sqrt(2); // of a difference of two runs
        double error = Math.hypot(drop.error, seeds);
        double estimate = drop.estimate.getAsDouble();
        double threshold = rule.threshold(cell.margin(), error);
        boolean fails = rule.fails(estimate, cell.margin(), error);
        return new CellCheck(
                pinned.model(),
                pinned.set(),
                cell.figure(),
                fails ? Outcome.FAILED : Outcome.PASSED,
                cell.value(),
                value,
                drop.estimate,
                OptionalDouble.of(error),
                OptionalDouble.of(threshold),
                Optional.of(drop.paired),
                sentence(cell, estimate, threshold, drop));
    }

    private static String sentence(Baseline.Cell cell, double drop, double threshold, Drop test) {
        String moved = drop > 0
                ? String.format(Locale.ROOT, "fell by %.2f points", 100 * drop)
                : drop < 0 ? String.format(Locale.ROOT, "rose by %.2f points", -100 * drop) : "is the same";
        String limit = threshold > cell.margin()
                ? String.format(Locale.ROOT, "chance makes up to %.2f", 100 * threshold)
                : String.format(Locale.ROOT, "the margin is %.2f", 100 * cell.margin());
        String kind = test.paired
                ? ""
                : "; unpaired, as the predictions of the baseline are not there: a paired test would see smaller drops";
        String unsure = test.known || drop == 0
                ? ""
                : "; too few slices differ for resampling to tell, so that the margin alone decides";
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
