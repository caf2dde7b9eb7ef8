package org.ctbench.harness.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.metrics.Scores;

/**
 * One epoch of a training.
 *
 * @param epoch number of the epoch, from 1
 * @param meanLoss of a classifier, its {@code image} loss; of a model that only segments, the sum of {@code losses}
 * @param losses each loss of the training by its name, as it was before its step: the image loss as mean over images, any
 *     other as mean over the steps that had it
 * @param validation values on the validation split after the epoch, if the plan names one
 */
public record EpochResults(int epoch, double meanLoss, Map<String, Double> losses, Optional<Scores> validation) {
    public EpochResults {
        if (!Double.isFinite(meanLoss)) {
            throw new IllegalArgumentException("epoch " + epoch + ": mean loss is " + meanLoss);
        }
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(losses, "losses")));
        if (!losses.values().stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("epoch " + epoch + ": mean losses are " + losses);
        }
        Objects.requireNonNull(validation);
    }
}
