package org.ctbench.harness.cost;

import java.util.Objects;
import org.ctbench.models.bench.WorkKind;

/**
 * One thing that is done over and over with one model and one seed.
 *
 * @param cell name of the cell of the run that it is part of
 * @param part part of the work for the model
 * @param split split whose images go through; those of the lesions that a two-stage model learns beside them are not counted
 * @param images images of the split that go through, all epochs counted
 * @param kind what is repeated
 * @param repetitions how often: steps of a training, batches of an evaluation. A last batch with fewer images counts as a whole one,
 *     and so does a lesion image without lesion, which a training passes over: locks do not say which have one
 */
public record RepeatedWork(String cell, Part part, String split, long images, WorkKind kind, long repetitions) {
    public RepeatedWork {
        Objects.requireNonNull(cell);
        Objects.requireNonNull(part);
        Objects.requireNonNull(split);
        Objects.requireNonNull(kind);
    }
}
