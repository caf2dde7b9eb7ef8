package org.ctbench.harness.cost;

import java.util.Objects;
import org.ctbench.models.bench.WorkKind;

/**
 * One thing that is done over and over with one model and one seed.
 *
 * @param cell name of the cell of the run that it is part of
 * @param part part of the work for the model
 * @param split split whose images go through
 * @param kind what is repeated
 * @param repetitions how often; a last batch with fewer images counts as a whole one
 * @param amount what comes of it
 */
record Task(String cell, Part part, String split, WorkKind kind, long repetitions, Amount amount) {
    Task {
        Objects.requireNonNull(cell);
        Objects.requireNonNull(part);
        Objects.requireNonNull(split);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(amount);
    }
}
