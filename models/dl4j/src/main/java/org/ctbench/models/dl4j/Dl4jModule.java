package org.ctbench.models.dl4j;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.layers.Module;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;

/**
 * The parameters and running statistics of a graph as the protocol knows them, with memory of their own. Names are those of DL4J,
 * layer and parameter joined by a dot: {@code conv1.W}; shapes are DL4J's, {@code [in, out]} for dense layers.
 */
final class Dl4jModule extends Module {
    private final Map<String, OfLayer> layers = new LinkedHashMap<>();

    Dl4jModule(ComputationGraph graph) {
        for (Layer layer : graph.getLayers()) {
            if (layer.numParams() > 0) {
                String name = layer.conf().getLayer().getLayerName();
                layers.put(name, child(name, new OfLayer(layer)));
            }
        }
    }

    /** The states of a layer by DL4J's names; empty if it has none. */
    Map<String, FloatState> states(Layer layer) {
        OfLayer found = layers.get(layer.conf().getLayer().getLayerName());
        return found == null ? Map.of() : found.states;
    }

    /**
     * Takes fresh layers of a graph where its shapes are others, and for its last layer with parameters.
     *
     * @throws IllegalArgumentException if its layers have other names
     */
    void replace(ComputationGraph graph, long seed) {
        Dl4jModule wanted = new Dl4jModule(graph);
        if (!wanted.layers.keySet().equals(layers.keySet())) {
            throw new IllegalArgumentException("the layers of the network for other classes are "
                    + wanted.layers.keySet() + ", not " + layers.keySet());
        }
        String last = wanted.layers.keySet().stream().reduce((a, b) -> b).orElseThrow();
        wanted.layers.forEach((name, layer) -> {
            if (name.equals(last) || !layer.hasShapesOf(layers.get(name))) {
                layers.put(name, replaceChild(name, layer, seed));
            }
        });
    }

    /** One layer. */
    private static final class OfLayer extends Module {
        private final Map<String, FloatState> states = new LinkedHashMap<>();

        OfLayer(Layer layer) {
            layer.paramTable().forEach((key, values) -> {
                int[] shape =
                        Arrays.stream(values.shape()).mapToInt(Math::toIntExact).toArray();
                states.put(
                        key,
                        isStatistic(layer, key)
                                ? buffer(key, InitialValues.of(layer, key), shape)
                                : parameter(key, InitialValues.of(layer, key), shape));
            });
        }

        private boolean hasShapesOf(OfLayer other) {
            return states.keySet().equals(other.states.keySet())
                    && states.entrySet().stream()
                            .allMatch(state -> Arrays.equals(
                                    state.getValue().shape(),
                                    other.states.get(state.getKey()).shape()));
        }

        private static boolean isStatistic(Layer layer, String key) {
            return layer.conf().getLayer() instanceof BatchNormalization
                    && !key.equals(BatchNormalizationParamInitializer.GAMMA)
                    && !key.equals(BatchNormalizationParamInitializer.BETA);
        }
    }
}
