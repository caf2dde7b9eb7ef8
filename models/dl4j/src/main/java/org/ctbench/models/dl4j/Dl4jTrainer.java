package org.ctbench.models.dl4j;

import java.util.Map;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.Resumable;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.ctbench.models.train.Adam;
import org.ctbench.splits.random.SeededRandom;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One forward and backward pass by DL4J and one Adam step over all parameters by the engine. DL4J's own Adam would be another
 * method: it adds epsilon to the second moment before the correction of its bias, torch and the protocol after it.
 */
final class Dl4jTrainer implements ClassifierTrainer {
    private static final String STEPS = "steps";

    private final Dl4jClassifier classifier;
    private final TrainingOptions options;
    private final Adam adam;
    private long steps;

    Dl4jTrainer(Dl4jClassifier classifier, TrainingOptions options) {
        this.classifier = classifier;
        this.options = options;
        this.adam = Adam.over(classifier.engine(), classifier.weights().parameters(), options.adam());
    }

    @Override
    public StepLosses step(Images images, int[] labels) {
        classifier.weights().train();
        adam.clearGradients();
        // what DL4J draws, for dropout, is decided by the seed and the number of the step
        Nd4j.getRandom()
                .setSeed(SeededRandom.ofModel(options.seed(), "dl4j/step-" + steps)
                        .nextLong());
        float[] loss = new float[1];
        classifier.gradients(images, logits -> gradient(logits, labels, loss), (state, values) -> {
            if (state instanceof Parameter parameter) {
                give(parameter, values);
            } else {
                subtract(state, values);
            }
        });
        adam.step();
        classifier.learned();
        steps++;
        return StepLosses.image(loss[0]);
    }

    /**
     * The gradient of the loss by the logits.
     *
     * @param loss takes the loss
     * @throws DivergedException if the loss is not finite
     */
    @SuppressWarnings("try") // the scope is opened for its end
    private float[] gradient(float[] logits, int[] labels, float[] loss) {
        Engine engine = classifier.engine();
        try (Variable variable = engine.variable(true, labels.length, classifier.classes());
                Scope scope = engine.scope()) {
            variable.set(logits);
            Tensor computed = options.loss().apply(engine, variable, labels);
            loss[0] = computed.item();
            if (!Float.isFinite(loss[0])) {
                throw new DivergedException("the image loss is " + loss[0], Map.of(StepLosses.IMAGE, (double) loss[0]));
            }
            engine.backward(computed);
            return variable.gradient().orElseThrow().toArray();
        }
    }

    /** Makes values the gradient of a parameter: the gradient of the sum of their products with the parameter. */
    @SuppressWarnings("try") // the scope is opened for its end
    private void give(Parameter parameter, float[] values) {
        if (!parameter.trainable()) {
            return;
        }
        Engine engine = classifier.engine();
        try (Scope scope = engine.scope()) {
            Tensor gradient = engine.tensor(values, parameter.shape());
            engine.backward(engine.sum(engine.mul(parameter.variable(), gradient)));
        }
    }

    private static void subtract(FloatState statistic, float[] change) {
        float[] values = statistic.variable().toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] -= change[i];
        }
        statistic.variable().set(values);
    }

    @Override
    public Adam optimizer() {
        return adam;
    }

    /** Number of steps taken, which decides what dropout draws. */
    @Override
    public Map<String, Long> state() {
        return Map.of(STEPS, steps);
    }

    @Override
    public void restore(Map<String, Long> state) {
        Resumable.requireNames(state, state());
        steps = state.get(STEPS);
    }

    @Override
    public void close() {
        adam.close();
    }
}
