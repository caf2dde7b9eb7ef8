package org.ctbench.models.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.layers.LayerSummary;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Makes classifiers of a network of Deeplearning4j. A subclass gives the configuration; the protocol trains it as it trains all:
 * from initial weights of the configuration's distributions, drawn by the plan's seed, with the plan's loss and Adam.
 *
 * <p>A configuration has one input, {@code [N, 3, height, width]}, and one output, {@code [N, classes]}; an output layer's
 * activation and loss are left out, so that it gives logits. Its updater is not used. Dropout is drawn by the training's seed
 * and the number of the step. Refused are what the protocol decides (regularization, constraints, gradient normalization),
 * layers with weights other than ConvolutionLayer, DenseLayer and BatchNormalization, and networks that do not compute in
 * float32.
 *
 * <p>Weights take about six times their size in memory: in the plan's engine with Adam's moments and gradients, and in DL4J.
 */
public abstract class Dl4jProvider implements ClassifierProvider {
    private static final String INPUT = "input";

    /**
     * The network for a number of classes and a size of images. Every layer has a name without a dot.
     *
     * @throws IllegalArgumentException if the network cannot take such images
     */
    protected abstract ComputationGraphConfiguration network(ModelForm form);

    /**
     * A stack of layers as a graph. A layer without a name is called by its number: {@code layer3}. DL4J makes such a
     * configuration with its native libraries only, so that the model cannot be described without them.
     */
    protected static ComputationGraphConfiguration graph(MultiLayerConfiguration stack) {
        return Graphs.of(stack);
    }

    /** Named layers one after the other as a graph. */
    protected static ComputationGraphConfiguration graph(ModelForm form, List<Layer> layers) {
        ComputationGraphConfiguration.GraphBuilder graph =
                new NeuralNetConfiguration.Builder().graphBuilder().addInputs(INPUT);
        String last = INPUT;
        for (Layer layer : layers) {
            graph.addLayer(layer.getLayerName(), layer, last);
            last = layer.getLayerName();
        }
        return graph.setOutputs(last).setInputTypes(input(form)).build();
    }

    /** @throws IllegalArgumentException if images are smaller */
    protected final void requireSides(ModelForm form, int least) {
        if (form.height() < least || form.width() < least) {
            throw new IllegalArgumentException(id() + " takes images of " + least + " x " + least
                    + " pixels or more, not of " + form.height() + " x " + form.width());
        }
    }

    private static InputType input(ModelForm form) {
        return InputType.convolutional(form.height(), form.width(), Images.CHANNELS);
    }

    @Override
    public final Map<String, String> libraries() {
        return Nd4jLibrary.libraries();
    }

    @Override
    public final Class<Dl4jClassifier> modelClass() {
        return Dl4jClassifier.class;
    }

    @Override
    public final ImageClassifier create(ModelSpec spec) {
        ModelForm form = spec.form();
        return new Dl4jClassifier(spec, classes -> configuration(new ModelForm(classes, form.height(), form.width())));
    }

    private ComputationGraphConfiguration configuration(ModelForm form) {
        try {
            return Graphs.withLogits(network(form));
        } catch (DL4JException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    id() + " takes no images of " + form.height() + " x " + form.width() + " pixels: "
                            + e.getMessage().strip().replaceAll("\\s+", " "),
                    e);
        }
    }

    @Override
    public final ModelDescription describe(ModelForm form, ModelOptions options) {
        ComputationGraphConfiguration graph = configuration(form);
        Map<String, InputType> outputs = graph.getLayerActivationTypes(input(form));
        List<LayerSummary> rows = new ArrayList<>();
        long statistics = 0;
        outputs.keySet().removeAll(graph.getNetworkInputs());
        for (String name : outputs.keySet()) { // in the order of computation
            GraphVertex vertex = graph.getVertices().get(name);
            long all = vertex.numParams(true);
            long learned = all;
            String kind = vertex.getClass().getSimpleName();
            if (vertex instanceof LayerVertex of) {
                Layer layer = of.getLayerConf().getLayer();
                kind = layer.getClass().getSimpleName();
                if (layer instanceof BatchNormalization norm) {
                    learned -= 2 * norm.getNOut(); // running mean and variance
                }
            }
            statistics += all - learned;
            rows.add(new LayerSummary(name, kind, shape(outputs.get(name)), learned, learned, 0));
        }
        long learned = rows.stream().mapToLong(LayerSummary::parameters).sum();
        return new ModelDescription(
                id(),
                summary(),
                form.classes(),
                List.of(1, Images.CHANNELS, form.height(), form.width()),
                rows,
                learned,
                learned,
                0,
                statistics);
    }

    private static List<Integer> shape(InputType type) {
        List<Integer> shape = new ArrayList<>();
        shape.add(1);
        for (long side : type.getShape()) {
            shape.add(Math.toIntExact(side));
        }
        return shape;
    }
}
