package __package__;

import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/** The network as the protocol trains it: every parameter, by one Adam step per batch. */
final class __Name__Classifier implements ImageClassifier {
    private final Engine engine;
    private final __Name__Network network;

    __Name__Classifier(ModelSpec spec) {
        engine = spec.engine();
        network = new __Name__Network(spec.classes());
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
        return network.classes();
    }

    @Override
    public Tensor logits(Images images) {
        return network.forward(images.on(engine));
    }

    @Override
    public void replaceHead(int classes, long seed) {
        network.replaceHead(ModelSpec.requireClasses(classes), seed);
    }

    @Override
    public void close() {
        network.close();
    }
}
