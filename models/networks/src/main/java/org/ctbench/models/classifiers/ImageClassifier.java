package org.ctbench.models.classifiers;

import java.util.Map;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;

/** A network that maps an image to one logit per class: what the protocol trains and evaluates. */
public interface ImageClassifier extends Model {
    /** Number of logits per image. */
    int classes();

    /**
     * Logits in the present mode of the {@link #module}, in the current scope.
     *
     * @return {@code [N, classes]}
     */
    Tensor logits(Images images);

    /** Switches the module to the mode in which it is evaluated. */
    default void evaluationMode() {
        module().eval();
    }

    /**
     * What happened since the model was made that a reader of its results should know, and how often: {@code images without
     * region}. In a fixed order; empty if there is nothing to count.
     */
    default Map<String, Long> events() {
        return Map.of();
    }

    /**
     * Replaces the last layer by a freshly initialised one for another number of classes; all other weights stay.
     * Trainers begun earlier must not be used afterwards.
     */
    void replaceHead(int classes, long seed);

    /**
     * Begins a training with a fresh optimizer. A model with stages of its own overrides this; others train all
     * parameters that are not frozen by one Adam step per batch.
     */
    @Override
    default ClassifierTrainer trainer(TrainingOptions options) {
        return new SingleStageTrainer(this, options);
    }

    /**
     * Softmax of the logits in evaluation mode. Switches the module to that mode; a trainer switches back.
     *
     * @return {@code [N][classes]}, rows sum to 1
     * @throws DivergedException if a probability is not a number
     */
    @SuppressWarnings("try") // scopes are opened for their end
    default float[][] probabilities(Images images) {
        evaluationMode();
        float[] flat;
        try (Engine.NoGrad noGrad = engine().noGrad();
                Scope scope = engine().scope()) {
            flat = engine().softmax(logits(images)).toArray();
        }
        return Probabilities.rows(flat, images.count(), classes());
    }
}
