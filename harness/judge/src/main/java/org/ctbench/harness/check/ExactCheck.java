package org.ctbench.harness.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.harness.check.CellCheck.Outcome;
import org.ctbench.harness.check.ExactReport.Change;
import org.ctbench.harness.check.ExactReport.Compared;
import org.ctbench.harness.check.ExactReport.Moved;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.documents.UserException;

/**
 * Compares a run with a baseline digit by digit: the bytes of the predictions and lesions files, and the bits of the metrics. Any
 * difference fails, as do other images and a baseline without its copies.
 *
 * <p>Only runs of an engine whose results are the same bits on every machine are compared: with another engine, a CI job would fail
 * whenever it ran on another processor, and its user would learn to ignore it.
 */
public final class ExactCheck {
    /** Changed slices of an evaluation that are shown. */
    private static final int SHOWN = 10;

    /** Numbers of a slice that are shown. */
    private static final int WORDS = 4;

    private final Evidence run;
    private final CopiedPredictions copies;

    private ExactCheck(Path file, Evidence run) {
        this.run = run;
        this.copies = new CopiedPredictions(file);
    }

    /**
     * Compares a run.
     *
     * @param file the baseline
     * @throws UserException if the baseline is damaged, or one of the two was computed by an engine whose results depend on the
     *     machine
     */
    public static ExactReport of(Path file, Evidence run) throws IOException {
        Baseline baseline = Baseline.read(file);
        requireArithmetic(baseline, file);
        requireArithmetic(run);
        ExactCheck check = new ExactCheck(file, run);
        List<Compared> evaluations = new ArrayList<>();
        for (Baseline.Evaluation pinned : baseline.evaluations()) {
            for (int t = 0; t < pinned.trainings().size(); t++) {
                evaluations.add(check.compare(pinned, t));
            }
        }
        List<String> beside = run.evaluations().stream()
                .filter(evaluation -> baseline.evaluations().stream()
                        .noneMatch(pinned -> pinned.isOf(evaluation)
                                && pinned.trainings().stream()
                                        .anyMatch(training -> training.id()
                                                .equals(evaluation.model().id()))))
                .map(evaluation -> evaluation.model().id() + " on " + evaluation.set())
                .toList();
        boolean passed = evaluations.stream().allMatch(compared -> compared.outcome() == Outcome.PASSED);
        return new ExactReport(
                ExactReport.SCHEMA,
                file.toString(),
                run.first().folder().toString(),
                baseline.origin(),
                BaselineOrigin.of(run),
                passed,
                evaluations,
                beside);
    }

    private static void requireArithmetic(Baseline baseline, Path file) {
        if (baseline.origin().arithmetic().isEmpty()) {
            throw new UserException(
                    "the baseline is not of an engine whose results are the same bits on every machine",
                    file.toString(),
                    "make a baseline of a run with `--engine exact`, or check without --exact");
        }
    }

    private static void requireArithmetic(Evidence run) {
        EngineInfo engine = run.first().results().provenance().engine();
        if (engine.arithmetic().isEmpty()) {
            throw new UserException(
                    engine.computed()
                            ? "the run was computed by " + engine.name() + ", whose last digits depend on the machine"
                            : "the last digits of the run depend on the machine; its engine: " + engine.text(),
                    run.first().folder().toString(),
                    "run the plan with `--engine exact`, or check without --exact");
        }
    }

    private Compared compare(Baseline.Evaluation pinned, int number) throws IOException {
        Baseline.Training training = pinned.trainings().get(number);
        Optional<Evaluation> there = pinned.in(run).stream()
                .filter(evaluation -> evaluation.model().id().equals(training.id()))
                .findFirst();
        if (there.isEmpty()) {
            String because = Baseline.missingTraining(run, training.id(), pinned.set())
                    .orElse("the run has no result of " + training.id() + " on " + pinned.set());
            return unread(pinned, training, Outcome.MISSING, because);
        }
        Evaluation now = there.get();
        Optional<String> other = pinned.otherThan(now.images());
        if (other.isPresent()) {
            return unread(
                    pinned,
                    training,
                    Outcome.FAILED,
                    "the run is about other images: " + other.get() + " of " + now.split() + " differs");
        }
        Optional<byte[]> copy = copies.bytes(training);
        if (copy.isEmpty()) {
            String where = copies.path(training).map(path -> ", " + path).orElse("");
            return unread(
                    pinned,
                    training,
                    Outcome.FAILED,
                    "the baseline is incomplete: its copy of the predictions is missing" + where
                            + "; restore it, or make a new baseline with --accept");
        }
        return compare(pinned, number, now, copy.get());
    }

    private static Compared unread(
            Baseline.Evaluation pinned, Baseline.Training training, Outcome outcome, String because) {
        return new Compared(
                training.id(),
                pinned.set(),
                outcome,
                pinned.slices(),
                OptionalLong.empty(),
                List.of(),
                List.of(),
                because);
    }

    private Compared compare(Baseline.Evaluation pinned, int number, Evaluation now, byte[] copy) throws IOException {
        Baseline.Training training = pinned.trainings().get(number);
        Path where = copies.path(training).orElseThrow();
        Map<String, List<String>> before = now.words(copy, where, training.predictions());
        Map<String, List<String>> after =
                now.words(now.bytes(), now.path(), now.file().digest());
        List<Change> changes = changes(before, after);
        List<Moved> moved = moved(pinned, number, now.read(copy, where, training.predictions()), now);
        boolean sameBytes = training.predictions().equals(now.file().digest());
        boolean passed = sameBytes && moved.isEmpty();
        return new Compared(
                training.id(),
                pinned.set(),
                passed ? Outcome.PASSED : Outcome.FAILED,
                before.size(),
                OptionalLong.of(changes.size()),
                changes.subList(0, Math.min(SHOWN, changes.size())),
                moved,
                sentence(before.size(), sameBytes, changes.size(), moved.size()));
    }

    private static String sentence(int slices, boolean sameBytes, int changed, int moved) {
        String metrics = moved == 0 ? "no metric moved" : moved == 1 ? "1 metric moved" : moved + " metrics moved";
        if (changed > 0) {
            return changed + " of " + slices + " slices changed, " + metrics;
        }
        return (sameBytes ? "no slice changed, " : "the same numbers in other bytes: another order or format, ")
                + metrics;
    }

    private static List<Change> changes(Map<String, List<String>> before, Map<String, List<String>> after) {
        Map<String, List<String>> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        List<Change> changes = new ArrayList<>();
        for (String slice : all.keySet()) {
            List<String> was = before.getOrDefault(slice, List.of());
            List<String> is = after.getOrDefault(slice, List.of());
            if (!was.equals(is)) {
                changes.add(new Change(slice, others(was, is), others(is, was)));
            }
        }
        return changes;
    }

    /** The first words that are not those of the other run. */
    private static String others(List<String> own, List<String> other) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (i >= other.size() || !own.get(i).equals(other.get(i))) {
                words.add(own.get(i));
            }
        }
        int more = words.size() - WORDS;
        String text = String.join(", ", words.subList(0, Math.min(WORDS, words.size())));
        return text.isEmpty() ? "nothing" : text + (more > 0 ? " and " + more + " more" : "");
    }

    /** Pinned metrics as they were pinned, all others as they follow from the copy. */
    private static List<Moved> moved(Baseline.Evaluation pinned, int number, Sample before, Evaluation now)
            throws IOException {
        Map<String, OptionalDouble> was = new LinkedHashMap<>();
        Map<String, OptionalDouble> is = new LinkedHashMap<>();
        Sample sample = now.sample();
        for (PinnedCell cell : pinned.cells()) {
            was.put(cell.metric(), OptionalDouble.of(cell.values().get(number)));
            now.metric(cell.metric()).ifPresent(metric -> is.put(metric.id(), sample.value(metric)));
        }
        for (AppliedMetric metric : now.metrics()) {
            was.computeIfAbsent(metric.id(), id -> before.value(metric));
            is.put(metric.id(), sample.value(metric));
        }
        List<Moved> moved = new ArrayList<>();
        was.forEach((metric, value) -> {
            OptionalDouble there = is.getOrDefault(metric, OptionalDouble.empty());
            if (!Objects.equals(value, there)) {
                moved.add(new Moved(metric, value, there));
            }
        });
        return moved;
    }
}
