package org.ctbench.models.layers;

import java.util.Arrays;
import java.util.List;

/**
 * One row in the description of a network.
 *
 * @param name full name of the layer
 * @param kind what it computes: {@code Conv2d 3 -> 64, 7x7, stride 2, padding 3}
 * @param output shape of its output
 * @param parameters number of elements of its parameters
 * @param trainable how many of these a training changes by gradients
 * @param copied how many of these a training copies from other parameters; the rest is frozen
 */
public record LayerSummary(
        String name, String kind, List<Integer> output, long parameters, long trainable, long copied) {
    public LayerSummary {
        output = List.copyOf(output);
    }

    /** Row of a layer with parameters. */
    public static LayerSummary of(String name, String kind, Module module, int... output) {
        return new LayerSummary(name, kind, boxed(output), module.parameterCount(), module.trainableCount(), 0);
    }

    /** Row of a parameter that stands alone. */
    public static LayerSummary of(String name, String kind, Parameter parameter, int... output) {
        long count = parameter.numel();
        return new LayerSummary(name, kind, boxed(output), count, parameter.trainable() ? count : 0, 0);
    }

    /** Row of a function without parameters. */
    public static LayerSummary of(String name, String kind, int... output) {
        return new LayerSummary(name, kind, boxed(output), 0, 0, 0);
    }

    /** The same row for parameters that are copied from others and not trained themselves. */
    public LayerSummary asCopied() {
        return new LayerSummary(name, kind, output, parameters, 0, parameters);
    }

    private static List<Integer> boxed(int... shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
