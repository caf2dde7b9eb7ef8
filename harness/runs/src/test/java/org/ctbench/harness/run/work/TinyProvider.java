package org.ctbench.harness.run.work;

import java.util.List;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/** A network of one convolution, so that a training takes no time. */
public final class TinyProvider implements ClassifierProvider {
    private static final int WIDTH = 8;

    @Override
    public String id() {
        return "tiny-test-network";
    }

    @Override
    public String summary() {
        return "one convolution";
    }

    @Override
    public Class<Classifier> modelClass() {
        return Classifier.class;
    }

    @Override
    public ImageClassifier create(ModelSpec spec) {
        return new Classifier(spec);
    }

    @Override
    public ModelDescription describe(ModelForm form, ModelOptions options) {
        return ModelDescription.of(this, form, new Network(form.classes()));
    }

    private static final class Network extends Module implements Layer {
        private final Conv2d conv = child("conv", Conv2d.withoutBias(Images.CHANNELS, WIDTH, new Window(3, 4, 1)));
        private final BatchNorm2d bn = child("bn", new BatchNorm2d(WIDTH));
        private Linear fc;

        Network(int classes) {
            fc = child("fc", new Linear(WIDTH, classes));
        }

        void replaceHead(int classes, long seed) {
            fc = replaceChild("fc", new Linear(WIDTH, classes), seed);
        }

        @Override
        public Tensor forward(Tensor images) {
            return fc.forward(engine().globalAveragePool(bn.forwardRelu(conv.forward(images))));
        }

        @Override
        public int[] outputShape(int... input) {
            return fc.outputShape(input[0], WIDTH);
        }

        @Override
        public void describe(String name, int[] input, List<LayerSummary> rows) {
            conv.describe("conv", input, rows);
            bn.describe("bn", conv.outputShape(input), rows);
            fc.describe("fc", new int[] {input[0], WIDTH}, rows);
        }
    }

    /** Every parameter by one Adam step per batch. */
    static final class Classifier implements ImageClassifier {
        private final Engine engine;
        private final Network network;

        Classifier(ModelSpec spec) {
            engine = spec.engine();
            network = new Network(spec.classes());
            network.allocate(engine, spec.seed());
        }

        @Override
        public Engine engine() {
            return engine;
        }

        @Override
        public Module module() {
            return network;
        }

        @Override
        public int classes() {
            return network.fc.out();
        }

        @Override
        public Tensor logits(Images images) {
            return network.forward(images.on(engine));
        }

        @Override
        public void replaceHead(int classes, long seed) {
            network.replaceHead(classes, seed);
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
