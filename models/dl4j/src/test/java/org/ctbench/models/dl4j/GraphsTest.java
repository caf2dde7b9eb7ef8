package org.ctbench.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class GraphsTest {
    @Test
    void anOutputLayerBecomesLogitsWithItsInitialWeights() {
        ComputationGraphConfiguration graph = Graphs.withLogits(
                with(builder -> {}, output().weightInit(new WeightInitRelu()).dropOut(0.5)));

        BaseLayer last = (BaseLayer)
                ((LayerVertex) graph.getVertices().get("output")).getLayerConf().getLayer();
        assertEquals(DenseLayer.class, last.getClass());
        assertEquals(new ActivationIdentity(), last.getActivationFn());
        assertEquals(new WeightInitRelu(), last.getWeightInitFn());
        assertEquals("output", last.getLayerName());
        assertEquals(0.5, ((org.deeplearning4j.nn.conf.dropout.Dropout) last.getIDropout()).getP());
    }

    @Test
    void aLayerWithoutANameIsCalledByItsNumber() {
        ComputationGraphConfiguration graph = with(builder -> {}, output());

        assertEquals("[layer0]", graph.getVertexInputs().get("output").toString());
    }

    @Test
    void refusesWhatTheProtocolDecides() {
        refused("the layer layer0 has regularization; the plan's weightDecay is the protocol's", b -> b.l2(0.1));
        refused(
                "the layer layer0 has gradient normalization; the protocol has none",
                b -> b.gradientNormalization(org.deeplearning4j.nn.conf.GradientNormalization.ClipL2PerLayer));
        refused(
                "the layer layer0 has constraints; the protocol has none",
                b -> b.constrainWeights(new MaxNormConstraint(1, 1)));
    }

    @Test
    void refusesALastLayerThatGivesNoLogits() {
        Layer softmax = new DenseLayer.Builder()
                .name("output")
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build();
        ComputationGraphConfiguration graph = Graphs.of(new NeuralNetConfiguration.Builder()
                .list()
                .layer(softmax)
                .setInputType(InputType.feedForward(4))
                .build());

        var e = assertThrows(IllegalArgumentException.class, () -> Graphs.withLogits(graph));

        assertEquals(
                "the last layer, output, ends with softmax, expected an OutputLayer, a LossLayer or one without activation",
                e.getMessage());
    }

    @Test
    void refusesLayersWhoseInitialWeightsAreNotKnown() {
        ComputationGraphConfiguration graph =
                with(builder -> builder.weightInit(WeightInit.VAR_SCALING_NORMAL_FAN_IN), output());
        Nd4jLibrary.load();
        ComputationGraph network = new ComputationGraph(Graphs.withLogits(graph));
        network.init();

        var e = assertThrows(IllegalArgumentException.class, () -> new Dl4jModule(network));

        assertTrue(e.getMessage().startsWith("the layer layer0 starts by "), e.getMessage());
    }

    @Test
    void refusesTwoOutputs() {
        ComputationGraphConfiguration graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("image")
                .addLayer("a", output().build(), "image")
                .addLayer("b", output().build(), "image")
                .setOutputs("a", "b")
                .setInputTypes(InputType.feedForward(4))
                .build();

        var e = assertThrows(IllegalArgumentException.class, () -> Graphs.withLogits(graph));

        assertEquals("the network has the inputs [image] and the outputs [a, b], expected one of each", e.getMessage());
    }

    private static void refused(String message, Consumer<NeuralNetConfiguration.Builder> change) {
        ComputationGraphConfiguration graph = with(change, output());

        var e = assertThrows(IllegalArgumentException.class, () -> Graphs.withLogits(graph));

        assertEquals(message, e.getMessage());
    }

    private static OutputLayer.Builder output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .name("output")
                .nOut(3)
                .activation(Activation.SOFTMAX);
    }

    private static ComputationGraphConfiguration with(
            Consumer<NeuralNetConfiguration.Builder> change, OutputLayer.Builder output) {
        NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder();
        change.accept(builder);
        return Graphs.of(builder.list()
                .layer(new DenseLayer.Builder().nOut(5).build())
                .layer(output.build())
                .setInputType(InputType.feedForward(4))
                .build());
    }
}
