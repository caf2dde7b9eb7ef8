package org.ctbench.models.classifiers;

import org.ctbench.models.train.Adam;

/** One training of one model, with its optimizer. A second training (fine-tuning) takes a second trainer. */
public interface Trainer extends Resumable, AutoCloseable {
    /** The optimizer, for checkpoints. */
    Adam optimizer();

    /** Frees the optimizer's memory; the model stays. */
    @Override
    void close();
}
