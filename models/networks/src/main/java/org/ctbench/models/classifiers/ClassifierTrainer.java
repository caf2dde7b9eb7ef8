package org.ctbench.models.classifiers;

/** One training of one classifier. */
public interface ClassifierTrainer extends Trainer {
    /**
     * Trains on one batch: loss, gradients, update.
     *
     * @param images one batch
     * @param labels class index of each image
     * @return the losses before the update
     * @throws DivergedException if a loss is not finite; the update that it belongs to is then not made
     */
    StepLosses step(Images images, int[] labels);
}
