package org.ctbench.models.classifiers;

import java.util.Objects;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;

/**
 * How to train.
 *
 * @param adam hyperparameters of the optimizer
 * @param loss loss of the classified images
 */
public record TrainingOptions(AdamSettings adam, ImageLoss loss) {
    public TrainingOptions {
        Objects.requireNonNull(adam);
        Objects.requireNonNull(loss);
    }
}
