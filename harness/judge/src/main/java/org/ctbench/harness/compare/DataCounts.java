package org.ctbench.harness.compare;

import java.util.Optional;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.Training;
import org.ctbench.splits.SplitLock;

/** Counts the images of the splits that runs used, by the part that a split plays. */
final class DataCounts {
    private final Evidence evidence;

    DataCounts(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * A count.
     *
     * @param role what a published table calls a row: {@code train}, {@code segmentation-train}, {@code segmentation-test}, the id
     *     of an evaluation set, or {@code <set>-train} for what was fine-tuned on
     * @return empty if no run has such a split, or the column is about something else
     */
    Optional<Long> of(String role, PublishedColumn column) {
        Optional<SplitLock> lock = split(role).flatMap(this::lock);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        if (column.metric() == Metric.PATIENTS) {
            return lock.get().patients().total().isPresent()
                    ? Optional.of((long) lock.get().patients().total().getAsInt())
                    : Optional.empty();
        }
        if (column.metric() != Metric.IMAGES) {
            return Optional.empty();
        }
        if (column.id().equals("negative")) {
            return negative(lock.get().id());
        }
        if (column.classId().isPresent()) {
            return Optional.of(lock.get().perClass())
                    .filter(perClass -> !perClass.isEmpty())
                    .map(perClass ->
                            (long) perClass.getOrDefault(column.classId().get(), 0));
        }
        return Optional.of((long) lock.get().images());
    }

    private Optional<String> split(String role) {
        Plan plan = evidence.plan();
        if (role.equals("train")) {
            return plan.train();
        }
        if (role.startsWith("segmentation-")) {
            return plan.segmentation()
                    .flatMap(s -> role.endsWith("-train")
                            ? s.train()
                            : role.endsWith("-test") ? Optional.of(s.test()) : Optional.empty());
        }
        return evidence.sets().stream()
                .filter(set -> set.id().equals(role))
                .map(set -> set.split())
                .findFirst()
                .or(() -> evidence.sets().stream()
                        .filter(set -> (set.id() + "-train").equals(role))
                        .flatMap(set -> set.fineTune().map(FineTune::split).stream())
                        .findFirst());
    }

    private Optional<SplitLock> lock(String split) {
        return evidence.runs().stream()
                .flatMap(run -> run.locks().stream())
                .filter(lock -> lock.id().equals(split))
                .findFirst();
    }

    /** Lesion slices without any lesion, by the rules of the paper. */
    private Optional<Long> negative(String split) {
        for (TrainedModel model : evidence.all()) {
            Optional<LesionCounts> counts = model.results()
                    .segmentation()
                    .map(s -> s.lesions())
                    .filter(c -> c.split().equals(split))
                    .or(() -> model.results()
                            .training()
                            .flatMap(Training::lesions)
                            .filter(c -> c.split().equals(split)));
            if (counts.isPresent()) {
                return counts.map(LesionCounts::negative);
            }
        }
        return Optional.empty();
    }
}
