package org.ctbench.models.layers;

/** What a module is used for now; only batch normalisation behaves differently. */
public enum Mode {
    /** Normalises by the batch and updates running statistics. */
    TRAIN,
    /** Normalises by the running statistics and leaves them alone. */
    EVAL,
    /** Normalises by the batch and leaves the running statistics alone: evaluation of a network left in training mode. */
    BATCH
}
