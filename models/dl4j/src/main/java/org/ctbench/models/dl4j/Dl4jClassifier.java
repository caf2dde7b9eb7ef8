package org.ctbench.models.dl4j;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph that DL4J computes. The weights live in the module; the graph has a copy, which is made anew before the first
 * computation after a call of {@link #module}. So keep no module over a computation to write into it.
 */
final class Dl4jClassifier implements ImageClassifier {
    private final Engine engine;
    private final IntFunction<ComputationGraphConfiguration> configuration;
    private final Dl4jModule module;
    private TrainedGraph graph;
    private int classes;
    private boolean copyIsOld = true;

    /** @param configuration makes the network, which ends with logits, for a number of classes */
    Dl4jClassifier(ModelSpec spec, IntFunction<ComputationGraphConfiguration> configuration) {
        this.engine = spec.engine();
        this.configuration = configuration;
        classes = spec.classes();
        Nd4jLibrary.load();
        graph = graph(classes);
        module = new Dl4jModule(graph);
        module.allocate(engine, spec.seed());
    }

    /** A graph whose values are zeros. */
    private TrainedGraph graph(int classes) {
        Nd4jLibrary.useThreads(engine.info().threads());
        ComputationGraphConfiguration wanted = configuration.apply(classes);
        TrainedGraph made = new TrainedGraph(wanted);
        made.init(Nd4j.zeros(1, Graphs.size(wanted)), false);
        return made;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Module module() {
        copyIsOld = true;
        return module;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public void evaluationMode() {
        module.eval();
    }

    /** Logits; no gradient flows through them. */
    @Override
    public Tensor logits(Images images) {
        copyWeights();
        try (INDArray pixels = pixels(images);
                INDArray logits = graph.output(module.mode() != Mode.EVAL, pixels)[0]) {
            return engine.tensor(flat(logits, images.count()), images.count(), classes);
        }
    }

    @Override
    public ClassifierTrainer trainer(TrainingOptions options) {
        return new Dl4jTrainer(this, options);
    }

    @Override
    public void replaceHead(int wanted, long seed) {
        TrainedGraph other = graph(ModelSpec.requireClasses(wanted));
        module.replace(other, seed);
        graph.close();
        graph = other;
        classes = wanted;
        copyIsOld = true;
    }

    @Override
    public void close() {
        module.close();
        graph.close();
    }

    /** The module, of which nothing but what {@link #learned} says is changed. */
    Dl4jModule weights() {
        return module;
    }

    /** Says that the module has other values than the graph now. */
    void learned() {
        copyIsOld = true;
    }

    /**
     * Computes the gradients in training mode.
     *
     * @param loss makes of the logits, {@code [N, classes]}, the gradient of the loss by them
     * @param each takes a state with its gradient; with a running statistic, what is to be taken from it
     */
    void gradients(Images images, UnaryOperator<float[]> loss, BiConsumer<FloatState, float[]> each) {
        copyWeights();
        try (INDArray pixels = pixels(images)) {
            Gradient gradient = graph.gradients(
                    pixels, logits -> Nd4j.create(loss.apply(flat(logits, images.count())), logits.shape(), 'c'));
            for (Layer layer : graph.getLayers()) {
                String name = layer.conf().getLayer().getLayerName();
                module.states(layer)
                        .forEach((key, state) ->
                                each.accept(state, rowMajor(gradient.getGradientFor(name + "_" + key))));
            }
        }
    }

    private static INDArray pixels(Images images) {
        return Nd4j.create(
                images.values(), new long[] {images.count(), Images.CHANNELS, images.height(), images.width()}, 'c');
    }

    private static float[] rowMajor(INDArray values) {
        return values.dup('c').data().asFloat();
    }

    private void copyWeights() {
        Nd4jLibrary.useThreads(engine.info().threads());
        if (!copyIsOld) {
            return;
        }
        for (Layer layer : graph.getLayers()) {
            module.states(layer).forEach((key, state) -> {
                INDArray copy = layer.getParam(key);
                try (INDArray values = Nd4j.create(state.variable().toArray(), copy.shape(), 'c')) {
                    copy.assign(values);
                }
            });
        }
        copyIsOld = false;
    }

    private float[] flat(INDArray logits, int count) {
        if (!Arrays.equals(logits.shape(), new long[] {count, classes})) {
            throw new IllegalStateException("the network gives an output of shape " + Arrays.toString(logits.shape())
                    + " for " + count + " images and " + classes + " classes");
        }
        return rowMajor(logits);
    }
}
