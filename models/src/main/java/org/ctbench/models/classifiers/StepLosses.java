package org.ctbench.models.classifiers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Losses of one training step, before its update; all finite.
 *
 * @param byName values in the order in which they arose; a plain classifier has one, {@code image}
 */
public record StepLosses(Map<String, Double> byName) {
    /** Name of the loss of the classified images, which every model has. */
    public static final String IMAGE = "image";

    /** @throws IllegalArgumentException if there is no image loss or a value is not finite */
    public StepLosses {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        if (!byName.containsKey(IMAGE) || !byName.values().stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("losses of a step: " + byName);
        }
    }

    /** The image loss alone. */
    public static StepLosses image(double loss) {
        return new StepLosses(Map.of(IMAGE, loss));
    }

    /** The loss of the classified images. */
    public double image() {
        return byName.get(IMAGE);
    }
}
