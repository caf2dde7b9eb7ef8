package org.ctbench.models.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;

/** Configurations as the protocol trains them. */
final class Graphs {
    private Graphs() {}

    /** A stack of layers as a graph with the input {@code input}; a layer without a name is called by its number: {@code layer3}. */
    static ComputationGraphConfiguration of(MultiLayerConfiguration stack) {
        ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .dataType(stack.getDataType())
                .graphBuilder()
                .addInputs("input");
        String last = "input";
        for (int i = 0; i < stack.getConfs().size(); i++) {
            Layer layer = stack.getConf(i).getLayer();
            String name = layer.getLayerName() == null ? "layer" + i : layer.getLayerName();
            graph.addLayer(name, layer, stack.getInputPreProcess(i), last);
            last = name;
        }
        return graph.setOutputs(last).build();
    }

    /**
     * Makes a configuration end with logits: an output layer becomes a dense one without activation, a loss layer an activation
     * that changes nothing. What the protocol decides must not be decided by the configuration, too.
     *
     * @return the same configuration, changed
     * @throws IllegalArgumentException if a network of it cannot be trained by the protocol
     */
    static ComputationGraphConfiguration withLogits(ComputationGraphConfiguration graph) {
        if (graph.getNetworkInputs().size() != 1 || graph.getNetworkOutputs().size() != 1) {
            throw new IllegalArgumentException("the network has the inputs " + graph.getNetworkInputs()
                    + " and the outputs " + graph.getNetworkOutputs() + ", expected one of each");
        }
        if (graph.getDataType() != DataType.FLOAT) {
            throw new IllegalArgumentException(
                    "the network computes in " + graph.getDataType() + ", expected " + DataType.FLOAT);
        }
        String output = graph.getNetworkOutputs().get(0);
        if (!(graph.getVertices().get(output) instanceof LayerVertex last)) {
            throw new IllegalArgumentException("the output " + output + " is no layer");
        }
        last.getLayerConf().setLayer(logits(last.getLayerConf().getLayer()));
        for (GraphVertex vertex : graph.getVertices().values()) {
            if (vertex instanceof LayerVertex layer) {
                requireProtocol(layer.getLayerConf().getLayer());
            }
        }
        return graph;
    }

    /** Number of parameters and running statistics. */
    static long size(ComputationGraphConfiguration graph) {
        return graph.getVertices().values().stream()
                .mapToLong(vertex -> vertex.numParams(true))
                .sum();
    }

    private static Layer logits(Layer last) {
        Layer logits;
        if (last instanceof OutputLayer output) {
            DenseLayer dense = new DenseLayer.Builder()
                    .nIn(output.getNIn())
                    .nOut(output.getNOut())
                    .hasBias(output.hasBias())
                    .activation(Activation.IDENTITY)
                    .build();
            dense.setWeightInitFn(output.getWeightInitFn());
            dense.setBiasInit(output.getBiasInit());
            dense.setRegularization(output.getRegularization());
            dense.setRegularizationBias(output.getRegularizationBias());
            dense.setGradientNormalization(output.getGradientNormalization());
            dense.setIUpdater(output.getIUpdater());
            logits = dense;
        } else if (last instanceof LossLayer) {
            logits = new ActivationLayer(Activation.IDENTITY);
        } else if (last instanceof BaseLayer base && !(base.getActivationFn() instanceof ActivationIdentity)) {
            throw new IllegalArgumentException("the last layer, " + last.getLayerName() + ", ends with "
                    + base.getActivationFn() + ", expected an OutputLayer, a LossLayer or one without activation");
        } else {
            return last;
        }
        logits.setLayerName(last.getLayerName());
        logits.setIDropout(last.getIDropout());
        logits.setConstraints(last.getConstraints());
        return logits;
    }

    private static void requireProtocol(Layer layer) {
        if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
            throw decided(layer, "constraints", "the protocol has none");
        }
        if (layer instanceof BaseLayer base) {
            if (!empty(base.getRegularization()) || !empty(base.getRegularizationBias())) {
                throw decided(layer, "regularization", "the plan's weightDecay is the protocol's");
            }
            if (base.getGradientNormalization() != null
                    && base.getGradientNormalization() != GradientNormalization.None) {
                throw decided(layer, "gradient normalization", "the protocol has none");
            }
        }
    }

    private static boolean empty(List<?> list) {
        return list == null || list.isEmpty();
    }

    private static IllegalArgumentException decided(Layer layer, String what, String why) {
        return new IllegalArgumentException("the layer " + layer.getLayerName() + " has " + what + "; " + why);
    }
}
