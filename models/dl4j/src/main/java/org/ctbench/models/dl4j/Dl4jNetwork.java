package org.ctbench.models.dl4j;

import java.util.List;
import java.util.Map;
import org.ctbench.models.inference.InferenceNetwork;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph of DL4J that is evaluated. */
final class Dl4jNetwork implements InferenceNetwork {
    private final ComputationGraph graph;
    private final int threads;

    Dl4jNetwork(ComputationGraph graph, int threads) {
        this.graph = graph;
        this.threads = threads;
        if (graph.getNumInputArrays() != 1 || graph.getNumOutputArrays() != 1) {
            throw new IllegalArgumentException("the network has " + graph.getNumInputArrays() + " inputs and "
                    + graph.getNumOutputArrays() + " outputs, expected one of each");
        }
    }

    @Override
    public Map<String, List<Long>> inputs() {
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        String input = configuration.getNetworkInputs().get(0);
        return configuration.getVertexInputs().entrySet().stream()
                .filter(entry -> entry.getValue().contains(input))
                .map(entry -> configuration.getVertices().get(entry.getKey()))
                .findFirst()
                .map(first -> Map.of(input, inputShape(first)))
                .orElseThrow();
    }

    private static List<Long> inputShape(GraphVertex first) {
        if (!(first instanceof LayerVertex vertex)) {
            return List.of(-1L, -1L, -1L, -1L);
        }
        InputPreProcessor before = vertex.getPreProcessor();
        Layer layer = vertex.getLayerConf().getLayer();
        if (before instanceof FeedForwardToCnnPreProcessor flat) {
            return List.of(-1L, flat.getNumChannels() * flat.getInputHeight() * flat.getInputWidth());
        }
        if (before instanceof CnnToFeedForwardPreProcessor image) {
            return List.of(-1L, image.getNumChannels(), image.getInputHeight(), image.getInputWidth());
        }
        if (layer instanceof ConvolutionLayer convolution) {
            return convolution.getCnn2dDataFormat() == CNN2DFormat.NHWC
                    ? List.of(-1L, -1L, -1L, convolution.getNIn())
                    : List.of(-1L, convolution.getNIn(), -1L, -1L);
        }
        return layer instanceof FeedForwardLayer dense ? List.of(-1L, dense.getNIn()) : List.of(-1L, -1L, -1L, -1L);
    }

    @Override
    public Map<String, List<Long>> outputs() {
        String output = graph.getConfiguration().getNetworkOutputs().get(0);
        long values =
                graph.getOutputLayer(0).conf().getLayer() instanceof FeedForwardLayer layer ? layer.getNOut() : -1;
        return Map.of(output, List.of(-1L, values));
    }

    @Override
    public float[] run(String input, long[] shape, float[] values, String output) {
        Nd4jLibrary.useThreads(threads);
        try (INDArray tensor = Nd4j.create(values, shape, 'c');
                INDArray computed = graph.outputSingle(tensor)) {
            return computed.dup('c').data().asFloat();
        } catch (RuntimeException | LinkageError e) {
            throw Dl4jInference.failure(e);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
