package org.ctbench.models.classifiers;

import org.ctbench.models.train.Adam;

/** One training of one classifier, with its optimizer. A second training (fine-tuning) takes a second trainer. */
public interface Trainer extends Resumable, AutoCloseable {
    /**
     * Trains on one batch: loss, gradients, update.
     *
     * @param images one batch
     * @param labels class index of each image
     * @return the losses before the update
     * @throws DivergedException if a loss is not finite; the update that it belongs to is then not made
     */
    StepLosses step(Images images, int[] labels);

    /** The optimizer, for checkpoints. */
    Adam optimizer();

    /** Frees the optimizer's memory; the classifier stays. */
    @Override
    void close();
}
