package org.ctbench.models.resnet;

import java.io.IOException;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.weights.WeightFile;

/** A residual network as the protocol trains it: from random weights, every parameter. */
final class ResNetClassifier implements ImageClassifier {
    private final Engine engine;
    private final ResNet net;

    ResNetClassifier(Depth depth, ModelSpec spec) {
        engine = spec.engine();
        net = ResNet.of(depth, spec.classes(), engine, spec.seed());
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Module module() {
        return net;
    }

    @Override
    public int classes() {
        return net.classes();
    }

    @Override
    public Tensor logits(Images images) {
        return net.forward(images.on(engine));
    }

    /** Takes all but the last layer of a residual network of this depth, as of one trained on ImageNet. */
    @Override
    public void startFrom(WeightFile weights) {
        try {
            weights.intoPart("", net.body());
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void replaceHead(int classes, long seed) {
        net.replaceHead(ModelSpec.requireClasses(classes), seed);
    }

    @Override
    public void close() {
        net.close();
    }
}
