package org.ctbench.models.classifiers;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;

/**
 * How to train.
 *
 * @param adam hyperparameters of the optimizer
 * @param loss loss of the classified images
 * @param lesions images with lesion masks, for models that learn segmentation beside classification
 * @param seed seed of all that is random in training beside the order of the classified images
 */
public record TrainingOptions(AdamSettings adam, ImageLoss loss, Optional<LesionImages> lesions, long seed) {
    public TrainingOptions {
        Objects.requireNonNull(adam);
        Objects.requireNonNull(loss);
        Objects.requireNonNull(lesions);
    }
}
