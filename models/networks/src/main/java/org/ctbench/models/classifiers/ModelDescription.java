package org.ctbench.models.classifiers;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.layers.Buffer;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;

/**
 * A network in words and numbers.
 *
 * @param id name in plans
 * @param summary one line
 * @param classes number of classes
 * @param input shape of the input for which the rows are given
 * @param layers one row for each layer, in the order of computation
 * @param parameters number of elements of all parameters
 * @param trainable how many of these a training changes by gradients
 * @param copied how many of these a training copies from other parameters; the rest is frozen
 * @param buffers number of elements of running statistics
 */
public record ModelDescription(
        String id,
        String summary,
        int classes,
        List<Integer> input,
        List<LayerSummary> layers,
        long parameters,
        long trainable,
        long copied,
        long buffers) {
    /** @throws IllegalArgumentException if the rows do not add up to the totals */
    public ModelDescription {
        input = List.copyOf(input);
        layers = List.copyOf(layers);
        long sum = layers.stream().mapToLong(LayerSummary::parameters).sum();
        if (sum != parameters) {
            throw new IllegalArgumentException(
                    id + ": layers add up to " + sum + " parameters, the network has " + parameters);
        }
    }

    /** Describes a network for single images of that size. */
    public static <M extends Module & Layer> ModelDescription of(ModelProvider provider, ModelForm form, M network) {
        List<LayerSummary> rows = new ArrayList<>();
        network.describe("", new int[] {1, Images.CHANNELS, form.height(), form.width()}, rows);
        return of(provider, form, network, rows);
    }

    /** Describes a network by rows that stand for all its parameters. */
    public static ModelDescription of(ModelProvider provider, ModelForm form, Module network, List<LayerSummary> rows) {
        long buffers =
                network.buffers().values().stream().mapToLong(Buffer::numel).sum();
        return new ModelDescription(
                provider.id(),
                provider.summary(),
                form.classes(),
                List.of(1, Images.CHANNELS, form.height(), form.width()),
                rows,
                network.parameterCount(),
                rows.stream().mapToLong(LayerSummary::trainable).sum(),
                rows.stream().mapToLong(LayerSummary::copied).sum(),
                buffers);
    }
}
