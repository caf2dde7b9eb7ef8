package org.ctbench.harness.results;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.metrics.Scores;

/**
 * One epoch of a training.
 *
 * @param epoch number of the epoch, from 1
 * @param meanLoss loss of the training images, mean over the epoch, each as it was before its step
 * @param validation figures on the validation split after the epoch, if the plan names one
 */
public record EpochResults(int epoch, double meanLoss, Optional<Scores> validation) {
    public EpochResults {
        if (!Double.isFinite(meanLoss)) {
            throw new IllegalArgumentException("epoch " + epoch + ": mean loss is " + meanLoss);
        }
        Objects.requireNonNull(validation);
    }
}
