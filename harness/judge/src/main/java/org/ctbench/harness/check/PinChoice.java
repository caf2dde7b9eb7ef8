package org.ctbench.harness.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Which metrics of a run become part of a baseline. */
final class PinChoice {
    private final Path file;
    private final Evidence run;

    PinChoice(Path file, Evidence run) {
        this.file = file;
        this.run = run;
    }

    /**
     * Every model on every set with its metrics to pin; with none where it is compared digit by digit alone.
     *
     * @param earlier the baseline that is replaced
     * @param named ids of metrics; if there is none, those of the earlier baseline, or else the standard ones
     */
    List<Pinned> of(Optional<Baseline> earlier, List<String> named) {
        Optional<Baseline> before = earlier.filter(baseline -> named.isEmpty() && !isStandard(earlier, named));
        return withTheRest(before.isPresent() ? asBefore(before.get()) : anew(named));
    }

    /** Whether the standard metrics are pinned: none is named, by the user or by an earlier baseline. */
    static boolean isStandard(Optional<Baseline> earlier, List<String> named) {
        return named.isEmpty()
                && earlier.filter(baseline -> baseline.size() > 0).isEmpty();
    }

    /** These, and all other evaluations of the run without a metric: to be compared digit by digit. */
    private List<Pinned> withTheRest(List<Pinned> pinned) {
        List<Pinned> all = new ArrayList<>(pinned);
        for (List<Evaluation> trainings : everything()) {
            if (pinned.stream().noneMatch(p -> p.trainings().equals(trainings))) {
                all.add(new Pinned(trainings, List.of()));
            }
        }
        return all;
    }

    /** Every model on every set, each with its trainings. */
    private List<List<Evaluation>> everything() {
        return run.evaluations().stream().map(run::overSeeds).distinct().toList();
    }

    /** The metrics of the earlier baseline. */
    private List<Pinned> asBefore(Baseline earlier) {
        List<Pinned> pinned = new ArrayList<>();
        for (Baseline.Evaluation e : earlier.evaluations()) {
            if (e.cells().isEmpty()) {
                continue;
            }
            List<Evaluation> trainings = e.in(run);
            if (trainings.isEmpty()) {
                throw new UserException(
                        "the run has no result of " + e.model() + " on " + e.set() + ", which the baseline pins",
                        run.first().folder().toString(),
                        "accept a run that has it, or name what to pin with --metric");
            }
            List<AppliedMetric> metrics = new ArrayList<>();
            for (PinnedCell cell : e.cells()) {
                metrics.add(trainings
                        .get(0)
                        .metric(cell.metric())
                        .orElseThrow(() -> new UserException(
                                "no metric '" + cell.metric() + "' of " + e.model() + " on " + e.set(),
                                file.toString(),
                                Suggestion.hint(cell.metric(), ids(trainings)))));
            }
            pinned.add(new Pinned(trainings, metrics));
        }
        return pinned;
    }

    /** The named metrics of every evaluation that has them; without a name, the standard one of each. */
    private List<Pinned> anew(List<String> named) {
        List<List<Evaluation>> all = everything();
        if (all.isEmpty()) {
            throw new UserException(
                    "the run has no prediction of any slice",
                    run.first().folder().toString(),
                    "name a run that classifies or looks for lesions");
        }
        for (String id : named) {
            if (all.stream().noneMatch(trainings -> trainings.get(0).metric(id).isPresent())) {
                throw new UserException(
                        "no metric '" + id + "'", "--metric", Suggestion.hint(id, ids(run.evaluations())));
            }
            if (Metric.ofId(id).filter(metric -> !metric.moreIsBetter()).isPresent()) {
                throw new UserException(
                        "'" + id + "' does not fall when a model gets worse, and a check looks for drops",
                        "--metric",
                        "pin a metric whose higher values are better, such as auc");
            }
        }
        List<Pinned> pinned = new ArrayList<>();
        for (List<Evaluation> trainings : all) {
            Evaluation first = trainings.get(0);
            List<AppliedMetric> metrics = named.isEmpty()
                    ? List.of(first.standardMetric())
                    : named.stream()
                            .distinct()
                            .flatMap(id -> first.metric(id).stream())
                            .toList();
            pinned.add(new Pinned(trainings, metrics));
        }
        return pinned;
    }

    /** Ids of the metrics that any of these has. */
    static Set<String> ids(List<Evaluation> evaluations) {
        Set<String> ids = new LinkedHashSet<>();
        evaluations.forEach(evaluation -> evaluation.metrics().forEach(metric -> ids.add(metric.id())));
        return ids;
    }

    /** A model on a set, by its trainings, and the metrics to pin. */
    record Pinned(List<Evaluation> trainings, List<AppliedMetric> metrics) {
        Evaluation first() {
            return trainings.get(0);
        }

        String name() {
            return first().model().row() + " on " + first().set();
        }
    }
}
