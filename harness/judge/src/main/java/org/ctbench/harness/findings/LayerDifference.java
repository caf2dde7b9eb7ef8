package org.ctbench.harness.findings;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a layer is apart on two engines in the first step.
 *
 * @param layer its name: {@code layer1.0.conv1}
 * @param activations of the results of its operations, the one that differs most, relative to its largest value; empty if the
 *     layer was not used
 * @param gradients of the gradients of its parameters, in the same way; empty if it has none
 */
public record LayerDifference(String layer, Optional<Difference> activations, Optional<Difference> gradients) {
    public LayerDifference {
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(activations, "activations");
        Objects.requireNonNull(gradients, "gradients");
    }
}
