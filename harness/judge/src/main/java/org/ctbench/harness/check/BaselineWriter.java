package org.ctbench.harness.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Makes a run the baseline of later ones. */
public final class BaselineWriter {
    private final Path file;
    private final Evidence run;
    private final Optional<Baseline> earlier;

    private BaselineWriter(Path file, Evidence run, Optional<Baseline> earlier) {
        this.file = file;
        this.run = run;
        this.earlier = earlier;
    }

    /**
     * What to pin.
     *
     * @param metrics ids of metrics, of every evaluation that has them; if empty, those of the baseline that is replaced, or
     *     else the weighted F1 that the plan's tables show, and the mAP of a run that classifies nothing
     * @param margin of every metric, a fraction; if empty, that of the baseline that is replaced, or else the plan's
     */
    public record Pins(List<String> metrics, OptionalDouble margin) {
        public Pins {
            metrics = List.copyOf(metrics);
            Objects.requireNonNull(margin, "margin");
        }
    }

    /**
     * Writes the baseline, and copies of the predictions beside it; an earlier baseline is replaced whole or not at all.
     *
     * @throws UserException if the run lacks a metric that shall be pinned
     */
    public static Acceptance write(Path file, Evidence run, Pins pins) throws IOException {
        Optional<Baseline> earlier = Files.exists(file) ? Optional.of(Baseline.read(file)) : Optional.empty();
        return new BaselineWriter(file, run, earlier).write(pins);
    }

    private Acceptance write(Pins pins) throws IOException {
        List<Pinned> evaluations =
                withTheRest(pins.metrics().isEmpty() && earlier.isPresent() ? asBefore() : anew(pins.metrics()));
        int cells = evaluations.stream().mapToInt(e -> e.metrics().size()).sum();
        VerdictRules rules = run.plan().verdict();
        DropRule rule = new DropRule(rules.confidence(), cells);
        CopiedPredictions copies = new CopiedPredictions(file);
        List<Baseline.Evaluation> documents = new ArrayList<>();
        List<Acceptance.Cell> accepted = new ArrayList<>();
        for (Pinned pinned : evaluations) {
            Evaluation evaluation = pinned.evaluation();
            List<PinnedMetric> metrics =
                    pinned.metrics().isEmpty() ? List.of() : PinnedMetric.of(run, evaluation, pinned.metrics());
            List<Baseline.Cell> own = new ArrayList<>();
            for (PinnedMetric metric : metrics) {
                double margin = margin(pins, evaluation, metric.metric());
                own.add(metric.cell(margin));
                accepted.add(metric.accepted(evaluation, margin, rule));
            }
            documents.add(document(evaluation, copies.add(evaluation), own));
        }
        Baseline baseline = new Baseline(
                Baseline.SCHEMA,
                run.plan().id(),
                run.first().results().provenance().engine().arithmetic(),
                rules.confidence(),
                rules.replicates(),
                documents);
        baseline.write(file);
        copies.keep(baseline);
        return new Acceptance(
                Acceptance.SCHEMA,
                file.toString(),
                run.first().folder().toString(),
                rules.confidence(),
                accepted,
                beside(accepted));
    }

    private static Baseline.Evaluation document(Evaluation evaluation, String copy, List<Baseline.Cell> cells)
            throws IOException {
        SplitReference split = evaluation.images();
        Optional<Integer> patients = evaluation.sample().patients();
        return new Baseline.Evaluation(
                evaluation.model().id(),
                evaluation.set(),
                split.id(),
                split.digest(),
                split.images(),
                split.slices(),
                patients.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                evaluation.above().map(above -> new Baseline.Lesions(above, split.masks())),
                evaluation.file().digest(),
                Optional.of(copy),
                cells);
    }

    private List<String> beside(List<Acceptance.Cell> accepted) {
        Set<String> ids = ids(run.evaluations());
        accepted.forEach(cell -> ids.remove(cell.metric()));
        return List.copyOf(ids);
    }

    /** These, and all other evaluations of the run without a metric: to be compared digit by digit. */
    private List<Pinned> withTheRest(List<Pinned> pinned) {
        List<Pinned> all = new ArrayList<>(pinned);
        run.evaluations().stream()
                .filter(evaluation ->
                        pinned.stream().noneMatch(p -> p.evaluation().equals(evaluation)))
                .forEach(evaluation -> all.add(new Pinned(evaluation, List.of())));
        return all;
    }

    /** The metrics of the earlier baseline. */
    private List<Pinned> asBefore() {
        List<Pinned> pinned = new ArrayList<>();
        for (Baseline.Evaluation e : earlier.orElseThrow().evaluations()) {
            if (e.cells().isEmpty()) {
                continue;
            }
            Evaluation evaluation = e.in(run)
                    .orElseThrow(() -> new UserException(
                            "the run has no result of " + e.model() + " on " + e.set() + ", which the baseline pins",
                            run.first().folder().toString(),
                            "accept a run that has it, or name what to pin with --metric"));
            List<AppliedMetric> metrics = new ArrayList<>();
            for (Baseline.Cell cell : e.cells()) {
                metrics.add(evaluation
                        .metric(cell.metric())
                        .orElseThrow(() -> new UserException(
                                "no metric '" + cell.metric() + "' of " + e.model() + " on " + e.set(),
                                file.toString(),
                                Suggestion.hint(cell.metric(), ids(List.of(evaluation))))));
            }
            pinned.add(new Pinned(evaluation, metrics));
        }
        return pinned;
    }

    /** The named metrics of every evaluation that has them; without a name, the standard ones. */
    private List<Pinned> anew(List<String> named) {
        List<Evaluation> all = run.evaluations();
        if (all.isEmpty()) {
            throw new UserException(
                    "the run says of no slice what a model made of it",
                    run.first().folder().toString(),
                    "name a run that classifies or looks for lesions");
        }
        for (String id : named) {
            if (all.stream().noneMatch(evaluation -> evaluation.metric(id).isPresent())) {
                throw new UserException("no metric '" + id + "'", "--metric", Suggestion.hint(id, ids(all)));
            }
            if (Metric.ofId(id).filter(metric -> !metric.moreIsBetter()).isPresent()) {
                throw new UserException(
                        "'" + id + "' does not fall when a model gets worse, and a check looks for falls",
                        "--metric",
                        "pin a metric of which more is better, such as auc");
            }
        }
        boolean classifies =
                all.stream().anyMatch(evaluation -> evaluation.above().isEmpty());
        List<Pinned> pinned = new ArrayList<>();
        for (Evaluation evaluation : all) {
            boolean standard = named.isEmpty() && evaluation.above().isEmpty() == classifies;
            List<AppliedMetric> metrics = standard
                    ? List.of(evaluation.standardMetric())
                    : named.stream()
                            .distinct()
                            .flatMap(id -> evaluation.metric(id).stream())
                            .toList();
            if (!metrics.isEmpty()) {
                pinned.add(new Pinned(evaluation, metrics));
            }
        }
        return pinned;
    }

    private double margin(Pins pins, Evaluation evaluation, AppliedMetric metric) {
        if (pins.margin().isPresent()) {
            return pins.margin().getAsDouble();
        }
        return earlier.stream()
                .flatMap(baseline -> baseline.evaluations().stream())
                .filter(e -> e.isOf(evaluation))
                .flatMap(e -> e.cells().stream())
                .filter(cell -> cell.metric().equals(metric.id()))
                .findFirst()
                .map(Baseline.Cell::margin)
                .orElseGet(() -> metric.scale()
                        .fraction(run.plan().verdict())
                        .orElseThrow(() -> new UserException(
                                "the plan has no fixed margin: verdict.margin is seeds",
                                run.first().folder().toString(),
                                "say one, as in --margin 3")));
    }

    private static Set<String> ids(List<Evaluation> evaluations) {
        Set<String> ids = new LinkedHashSet<>();
        evaluations.forEach(evaluation -> evaluation.metrics().forEach(metric -> ids.add(metric.id())));
        return ids;
    }

    private record Pinned(Evaluation evaluation, List<AppliedMetric> metrics) {}
}
