package org.ctbench.models.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;

/** A residual network with every operation of the tensor layer, for tests. */
@SuppressWarnings("try") // scopes are opened for their effect
final class SmallNetwork {
    static final int CLASSES = 3;

    private final Engine engine;
    private final Random random = new Random(7);
    final List<Variable> parameters = new ArrayList<>();
    private final List<Variable> moments = new ArrayList<>();
    private final Variable stem;
    private final Variable body;
    private final Variable bodyBias;
    private final Variable head;
    private final Variable headBias;
    private final BatchNorm stemNorm;
    private final BatchNorm bodyNorm;
    final float[] images;
    final int side;
    private int step;

    SmallNetwork(Engine engine, int width, int side) {
        this.engine = engine;
        this.side = side;
        stem = parameter(0.3f, width, 2, 3, 3);
        stemNorm = norm(width);
        body = parameter(0.2f, width, width, 3, 3);
        bodyBias = parameter(0.2f, width);
        bodyNorm = norm(width);
        head = parameter(0.5f, CLASSES, width);
        headBias = parameter(0.5f, CLASSES);
        images = new float[2 * 2 * side * side];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
    }

    private Variable parameter(float spread, int... shape) {
        Variable parameter = engine.variable(true, shape);
        float[] values = new float[parameter.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * spread;
        }
        parameter.set(values);
        parameters.add(parameter);
        moments.add(engine.variable(false, shape));
        moments.add(engine.variable(false, shape));
        return parameter;
    }

    private BatchNorm norm(int width) {
        Variable weight = parameter(0.2f, width);
        float[] values = weight.toArray();
        for (int i = 0; i < width; i++) {
            values[i] += 1;
        }
        weight.set(values);
        return new BatchNorm(
                weight,
                parameter(0.2f, width),
                engine.variable(false, width),
                engine.variable(false, width),
                1e-5f,
                0.1f);
    }

    /** The loss, in the current scope. */
    Tensor loss() {
        Tensor x = engine.tensor(images, 2, 2, side, side);
        Tensor first = engine.conv2d(x, stem, Optional.empty(), 1, 1);
        Tensor pooled = engine.maxPool2d(engine.batchNormRelu(first, stemNorm, Statistics.BATCH), 3, 2, 1);
        Tensor inside = engine.conv2d(pooled, body, Optional.of(bodyBias), 1, 1);
        Tensor block = engine.addRelu(engine.batchNorm(inside, bodyNorm, Statistics.BATCH), pooled);
        Tensor logits = engine.linear(engine.globalAveragePool(block), head, Optional.of(headBias));
        Tensor other = engine.bceWithLogits(logits, engine.tensor(new float[] {1, 0, 0, 0, 0.5f, 1}, 2, CLASSES));
        Tensor smooth = engine.mean(engine.mul(engine.sigmoid(logits), engine.softmax(logits)));
        Tensor both = engine.add(engine.crossEntropy(logits, new int[] {2, 0}), engine.scale(other, 0.5f));
        return engine.add(both, engine.sum(engine.relu(engine.reshape(smooth, 1, 1))));
    }

    /** One step of training; returns the loss. */
    float train() {
        float value;
        try (Scope scope = engine.scope()) {
            Tensor loss = loss();
            engine.backward(loss);
            value = loss.item();
        }
        step++;
        AdamSettings settings = new AdamSettings(1e-2, 0.9, 0.999, 1e-8, 1e-3);
        for (int i = 0; i < parameters.size(); i++) {
            engine.adam(parameters.get(i), moments.get(2 * i), moments.get(2 * i + 1), step, settings);
            parameters.get(i).clearGradient();
        }
        return value;
    }

    /** All parameters, one after the other. */
    List<float[]> state() {
        return parameters.stream().map(Variable::toArray).toList();
    }
}
