package org.ctbench.harness.cells;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.metrics.ConfusionMatrix;

/**
 * One epoch of a training.
 *
 * @param epoch from 1
 * @param meanLoss of a classifier, its image loss; of a model that only segments, the sum of {@code losses}
 * @param losses mean of each loss by its name
 * @param validation table of counts on the validation split after the epoch, if the plan names one
 */
public record EpochRecord(
        int epoch, double meanLoss, Map<String, Double> losses, Optional<ConfusionMatrix> validation) {
    public EpochRecord {
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(losses, "losses")));
        Objects.requireNonNull(validation);
    }
}
