package org.ctbench.models.classifiers;

import java.util.Optional;

/** One training of one segmentation model. */
public interface SegmentationTrainer extends Trainer {
    /**
     * Trains on one image; a negative one is passed over.
     *
     * @return the losses before the update, empty for a negative image
     * @throws DivergedException if a loss is not finite; the update is then not made
     */
    Optional<StepLosses> step(LesionImage image);
}
