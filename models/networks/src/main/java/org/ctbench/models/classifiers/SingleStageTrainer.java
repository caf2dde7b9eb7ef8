package org.ctbench.models.classifiers;

import java.util.Map;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.train.Adam;

/** One forward and backward pass and one Adam step over all parameters, the whole network in training mode. */
final class SingleStageTrainer implements ClassifierTrainer {
    private final ImageClassifier classifier;
    private final TrainingOptions options;
    private final Adam adam;

    SingleStageTrainer(ImageClassifier classifier, TrainingOptions options) {
        this.classifier = classifier;
        this.options = options;
        this.adam = Adam.over(classifier.engine(), classifier.module().parameters(), options.adam());
    }

    @Override
    @SuppressWarnings("try") // the scope is opened for its end
    public StepLosses step(Images images, int[] labels) {
        Engine engine = classifier.engine();
        classifier.module().train();
        adam.clearGradients();
        try (Scope scope = engine.scope()) {
            Tensor logits = classifier.logits(images);
            Tensor loss = options.loss().apply(engine, logits, labels);
            float value = loss.item();
            if (!Float.isFinite(value)) {
                throw new DivergedException("the image loss is " + value, Map.of(StepLosses.IMAGE, (double) value));
            }
            engine.backward(loss);
            adam.step();
            return StepLosses.image(value);
        }
    }

    @Override
    public Adam optimizer() {
        return adam;
    }

    @Override
    public void close() {
        adam.close();
    }
}
