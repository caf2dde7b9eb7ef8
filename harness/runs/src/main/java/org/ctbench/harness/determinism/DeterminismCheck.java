package org.ctbench.harness.determinism;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.PairComparison;
import org.ctbench.harness.results.Provenance;
import org.ctbench.models.tensor.EngineInfo;

/** Trains twice with one number of threads, and once more beside each other number, and compares bits. */
public final class DeterminismCheck {
    private final Subject subject;
    private final int steps;
    private final Source trainings;

    /**
     * Prepares a check.
     *
     * @param steps of each training, at least 1
     * @param trainings begins trainings of the subject
     */
    public DeterminismCheck(Subject subject, int steps, Source trainings) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps: " + steps + ", expected at least 1");
        }
        this.subject = subject;
        this.steps = steps;
        this.trainings = trainings;
    }

    /** Begins trainings. */
    @FunctionalInterface
    public interface Source {
        /** A training on a fresh engine with that many threads. */
        TracedTraining start(int threads) throws IOException;
    }

    /**
     * Runs the trainings, two at a time.
     *
     * @param threads numbers of threads; the first is the one that is repeated
     * @param done is told of every comparison when it is there
     */
    public DeterminismFinding run(List<Integer> threads, Consumer<PairComparison> done) throws IOException {
        List<PairComparison> comparisons = new ArrayList<>();
        int first = threads.get(0);
        EngineInfo engine = null;
        for (int i = 0; i < threads.size(); i++) {
            int other = threads.get(i);
            try (TracedTraining left = trainings.start(first);
                    TracedTraining right = trainings.start(other)) {
                engine = left.engine();
                PairComparison comparison =
                        new PairComparison(first, other, new PairOfTrainings(left, right).compare(steps));
                comparisons.add(comparison);
                done.accept(comparison);
            }
        }
        return DeterminismFinding.of(
                new DeterminismFinding.Trained(subject.provider().id(), subject.size(), subject.batch(), steps),
                Provenance.collect(engine),
                comparisons);
    }
}
