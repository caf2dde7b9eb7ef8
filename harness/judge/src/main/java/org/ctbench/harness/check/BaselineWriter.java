package org.ctbench.harness.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.ctbench.harness.check.PinChoice.Pinned;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.UserException;

/** Makes a run the baseline of later ones. */
public final class BaselineWriter {
    private final Path file;
    private final Evidence run;
    private final Optional<Baseline> earlier;
    private final VerdictRules rules;

    private BaselineWriter(Path file, Evidence run, Optional<Baseline> earlier) {
        this.file = file;
        this.run = run;
        this.earlier = earlier;
        this.rules = run.plan().verdict();
    }

    /**
     * What to pin.
     *
     * @param metrics ids of metrics, of every model and set that have them; if empty, those of the baseline that is replaced, or
     *     else the weighted F1 that the plan's tables show, and the mAP wherever lesions were looked for, except where they are within
     *     their margin of the worst value
     * @param margin of every metric, a fraction; if empty, that of the baseline that is replaced, or else the plan's
     */
    public record Pins(List<String> metrics, OptionalDouble margin) {
        public Pins {
            metrics = List.copyOf(metrics);
            Objects.requireNonNull(margin, "margin");
        }
    }

    /**
     * Writes the baseline, and copies of the predictions beside it; an earlier baseline is replaced whole or not at all. Metrics of
     * models with one training are pinned if the plan states a seed deviation; if not, they are compared digit by digit alone.
     *
     * @throws UserException if the run lacks a metric that shall be pinned, or neither kind of check could ever tell a drop
     */
    public static Acceptance write(Path file, Evidence run, Pins pins) throws IOException {
        Optional<Baseline> earlier = Files.exists(file) ? Optional.of(Baseline.read(file)) : Optional.empty();
        return new BaselineWriter(file, run, earlier).write(pins);
    }

    private Acceptance write(Pins pins) throws IOException {
        requireConfidence();
        List<Pinned> all = new PinChoice(file, run).of(earlier, pins.metrics());
        List<Pinned> judged = all.stream().map(this::judged).toList();
        BaselineOrigin origin = BaselineOrigin.of(run);
        boolean exact = origin.arithmetic().isPresent();
        requireAnyCheck(judged, exact);
        judged.forEach(this::requireAllTrainings);
        List<PinnedResults> measured = new ArrayList<>();
        for (Pinned pinned : judged) {
            measured.add(measure(pins, pinned));
        }
        List<String> withinMargin = List.of();
        List<PinnedResults> canFall =
                measured.stream().map(PinnedResults::whatCanFall).toList();
        if (PinChoice.isStandard(earlier, pins.metrics()) && (exact || !areEmpty(canFall))) {
            withinMargin = measured.stream()
                    .flatMap(one -> one.withinMargin().stream())
                    .toList();
            measured = canFall;
        }
        List<Acceptance.Cell> accepted = accepted(measured);
        CopiedPredictions copies = new CopiedPredictions(file);
        List<Baseline.Evaluation> documents = new ArrayList<>();
        for (PinnedResults one : measured) {
            documents.add(document(one, copies));
        }
        Baseline baseline = new Baseline(Baseline.SCHEMA, origin, rules.confidence(), rules.replicates(), documents);
        baseline.write(file);
        copies.keep(baseline);
        return new Acceptance(
                Acceptance.SCHEMA,
                file.toString(),
                run.first().folder().toString(),
                rules.confidence(),
                accepted,
                exactAlone(all),
                withinMargin,
                beside(all));
    }

    /** @throws UserException if neither kind of check could ever tell a drop */
    private void requireAnyCheck(List<Pinned> judged, boolean exact) {
        if (!exact && judged.stream().allMatch(pinned -> pinned.metrics().isEmpty())) {
            throw new UserException(
                    "one training of each model, and no statement of how much metrics vary with the seed: no later check could"
                            + " tell a drop from the effect of another seed",
                    run.first().folder().toString(),
                    "give the plan several seeds, as in seeds: [1, 2, 3], or verdict.seedDeviation; or use `--engine exact` and"
                            + " check with --exact");
        }
    }

    private List<String> exactAlone(List<Pinned> all) {
        return all.stream()
                .flatMap(pinned -> pinned.metrics().stream()
                        .filter(metric -> !isJudged(pinned, metric))
                        .map(metric -> pinned.name() + ", " + metric.id()))
                .toList();
    }

    private PinnedResults measure(Pins pins, Pinned pinned) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Evaluation training : pinned.metrics().isEmpty() ? List.of(pinned.first()) : pinned.trainings()) {
            samples.add(training.sample());
        }
        List<PinnedResults.Cell> cells = new ArrayList<>();
        for (PinnedMetric metric : PinnedMetric.of(run, pinned, samples)) {
            cells.add(new PinnedResults.Cell(metric, cell(pins, pinned, metric)));
        }
        return new PinnedResults(pinned, samples.get(0).patients(), cells);
    }

    private static boolean areEmpty(List<PinnedResults> measured) {
        return measured.stream().allMatch(one -> one.cells().isEmpty());
    }

    private List<Acceptance.Cell> accepted(List<PinnedResults> measured) {
        int size = measured.stream().mapToInt(one -> one.cells().size()).sum();
        DropRule rule = new DropRule(rules.confidence(), Math.max(1, size));
        return measured.stream()
                .flatMap(one -> one.cells().stream()
                        .map(cell -> requirePower(
                                cell.metric().accepted(one.pinned().first(), cell.cell(), rule), cell.cell())))
                .toList();
    }

    private void requireConfidence() {
        try {
            Baseline.requireConfidence(rules.confidence());
        } catch (InvalidValue e) {
            throw ofPlan("verdict." + e.key(), e);
        }
    }

    private PinnedCell cell(Pins pins, Pinned pinned, PinnedMetric metric) {
        double margin = margin(pins, pinned, metric.metric());
        try {
            return metric.cell(margin);
        } catch (InvalidValue e) {
            throw ofPlan(pins.margin().isPresent() && e.key().equals("margin") ? "--margin" : "verdict." + e.key(), e);
        }
    }

    private UserException ofPlan(String key, InvalidValue e) {
        return new UserException(
                key + ": " + e.problem(), run.first().folder().toString(), "choose a value within these bounds", e);
    }

    /** The mean over the trainings that did not fail would be too high. */
    private void requireAllTrainings(Pinned pinned) {
        Evaluation first = pinned.first();
        Optional<String> missing = pinned.metrics().isEmpty()
                ? Optional.empty()
                : Baseline.missing(run, first.model().row(), first.set());
        missing.ifPresent(because -> {
            throw new UserException(
                    because,
                    run.first().folder().toString(),
                    "finish the run with `ctbench reproduce`, or take the seed out of the plan");
        });
    }

    private Acceptance.Cell requirePower(Acceptance.Cell accepted, PinnedCell cell) {
        if (!cell.canFall()) {
            throw new UserException(
                    accepted.metric() + " of " + accepted.model() + " on " + accepted.set() + " is "
                            + cell.unit().value(cell.mean())
                            + ", within its margin of the worst value: it cannot fall further",
                    run.first().folder().toString(),
                    "leave it out with --metric, or choose a smaller --margin");
        }
        if (accepted.limit() >= cell.mean() - cell.lowest()) {
            throw new UserException(
                    "no drop of " + accepted.metric() + " of " + accepted.model() + " on " + accepted.set()
                            + " could be detected: trainings vary too much with the seed",
                    run.first().folder().toString(),
                    "give the plan more seeds, or pin fewer metrics with --metric");
        }
        return accepted;
    }

    private static Baseline.Evaluation document(PinnedResults measured, CopiedPredictions copies) throws IOException {
        Pinned pinned = measured.pinned();
        Evaluation first = pinned.first();
        SplitReference split = first.images();
        List<Baseline.Training> trainings = new ArrayList<>();
        for (Evaluation training : pinned.trainings()) {
            trainings.add(new Baseline.Training(
                    training.model().id(), training.file().digest(), Optional.of(copies.add(training))));
        }
        return new Baseline.Evaluation(
                first.model().row(),
                first.set(),
                split.id(),
                split.digest(),
                split.images(),
                split.slices(),
                measured.patients().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                first.above().map(above -> new Baseline.Lesions(above, split.masks())),
                trainings,
                measured.pinnedCells());
    }

    private List<String> beside(List<Pinned> pinned) {
        Set<String> ids = PinChoice.ids(run.evaluations());
        pinned.forEach(one -> one.metrics().forEach(metric -> ids.remove(metric.id())));
        return List.copyOf(ids);
    }

    private boolean isJudged(Pinned pinned, AppliedMetric metric) {
        return pinned.trainings().size() > 1
                || rules.seedDeviation()
                        .flatMap(stated -> stated.of(metric.scale()))
                        .isPresent();
    }

    /** The same with the metrics alone of which it is known how much they vary with the seed. */
    private Pinned judged(Pinned pinned) {
        return new Pinned(
                pinned.trainings(),
                pinned.metrics().stream()
                        .filter(metric -> isJudged(pinned, metric))
                        .toList());
    }

    private double margin(Pins pins, Pinned pinned, AppliedMetric metric) {
        if (pins.margin().isPresent()) {
            return pins.margin().getAsDouble();
        }
        return earlier.stream()
                .flatMap(baseline -> baseline.evaluations().stream())
                .filter(e -> e.isOf(pinned.first()))
                .flatMap(e -> e.cells().stream())
                .filter(cell -> cell.metric().equals(metric.id()))
                .findFirst()
                .map(PinnedCell::margin)
                .orElseGet(() -> metric.scale()
                        .fraction(rules)
                        .orElseThrow(() -> new UserException(
                                "the plan has no fixed margin: verdict.margin is seeds",
                                run.first().folder().toString(),
                                "say one, as in --margin 3")));
    }
}
