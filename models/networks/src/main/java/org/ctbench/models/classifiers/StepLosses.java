package org.ctbench.models.classifiers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Losses of one training step, before its update; all finite.
 *
 * @param byName values in the order in which they arose, at least one; a plain classifier has one, {@code image}
 */
public record StepLosses(Map<String, Double> byName) {
    /** Name of the loss of the classified images, which every classifier has. */
    public static final String IMAGE = "image";

    /** @throws IllegalArgumentException if there is no loss or a value is not finite */
    public StepLosses {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        if (byName.isEmpty() || !byName.values().stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("losses of a step: " + byName);
        }
    }

    /** The image loss alone. */
    public static StepLosses image(double loss) {
        return new StepLosses(Map.of(IMAGE, loss));
    }

    /**
     * The loss of the classified images.
     *
     * @throws IllegalStateException if the step classified none
     */
    public double image() {
        Double loss = byName.get(IMAGE);
        if (loss == null) {
            throw new IllegalStateException("no image loss among " + byName.keySet());
        }
        return loss;
    }
}
