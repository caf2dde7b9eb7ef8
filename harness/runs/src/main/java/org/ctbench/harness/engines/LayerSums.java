package org.ctbench.harness.engines;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.harness.findings.Rounding;
import org.ctbench.models.tensor.Tensor;

/** Counts how many terms the sums of each layer have, from the shapes of its operations. */
final class LayerSums {
    private final Map<String, Long> results = new LinkedHashMap<>();
    private final Map<String, Long> inputs = new LinkedHashMap<>();
    private long weights;

    /**
     * An operation of a layer with parameters.
     *
     * @param weight what the operation multiplies by: {@code [O, C, k, k]}, {@code [O, C]}, or of a transposed convolution {@code
     *     [C, O, k, k]}; {@code [C]} of a batch normalisation
     * @param transposed whether it is that of a transposed convolution
     * @param result {@code [N, O, H, W]} or {@code [N, O]}
     */
    void add(String layer, Tensor weight, boolean transposed, Tensor result) {
        int[] shape = weight.shape();
        int[] out = result.shape();
        long positions = (long) result.numel() / out[1];
        if (shape.length == 1) {
            put(layer, positions, positions);
        } else {
            long terms = (long) weight.numel() / shape[0];
            long others = (long) weight.numel() / shape[1];
            put(layer, transposed ? shape[0] : terms, transposed ? terms : others);
            weights = Math.max(weights, positions);
        }
    }

    private void put(String layer, long ofResult, long ofInput) {
        results.merge(layer, ofResult, Math::max);
        inputs.merge(layer, ofInput, Math::max);
    }

    Rounding rounding() {
        return new Rounding(roots(results), roots(inputs) + Math.sqrt(weights));
    }

    private static double roots(Map<String, Long> terms) {
        return terms.values().stream().mapToDouble(Math::sqrt).sum();
    }
}
