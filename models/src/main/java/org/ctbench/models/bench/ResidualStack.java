package org.ctbench.models.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;

/** The operations of a ResNet18 with three classes, in their order, written straight on the tensor layer. */
final class ResidualStack implements AutoCloseable {
    private static final int CLASSES = 3;

    private final Engine engine;
    private final List<Learned> learned = new ArrayList<>();
    private final List<Variable> running = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Unit stem;
    private final Variable head;
    private long step;

    ResidualStack(Engine engine) {
        this.engine = engine;
        stem = unit(3, 64, 7, 2);
        int in = 64;
        for (int out : new int[] {64, 128, 256, 512}) {
            int stride = out == 64 ? 1 : 2;
            blocks.add(block(in, out, stride));
            blocks.add(block(out, out, 1));
            in = out;
        }
        head = learn(0.01f, CLASSES, in);
    }

    private record Learned(Variable value, Variable first, Variable second) {}

    private record Unit(Variable weight, BatchNorm norm, int stride, int padding) {}

    private record Block(Unit first, Unit second, Optional<Unit> shortcut) {}

    private Block block(int in, int out, int stride) {
        Optional<Unit> shortcut = in == out ? Optional.empty() : Optional.of(unit(in, out, 1, stride));
        return new Block(unit(in, out, 3, stride), unit(out, out, 3, 1), shortcut);
    }

    private Unit unit(int in, int out, int kernel, int stride) {
        float spread = (float) Math.sqrt(2.0 / (out * kernel * kernel));
        Variable weight = learn(spread, out, in, kernel, kernel);
        BatchNorm norm = new BatchNorm(learn(1, out), learn(0, out), buffer(0, out), buffer(1, out), 1e-5f, 0.1f);
        return new Unit(weight, norm, stride, kernel / 2);
    }

    /** Vectors get one value; filters get a fixed wave of that size. */
    private Variable learn(float size, int... shape) {
        Variable value = engine.variable(true, shape);
        float[] values = new float[value.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.length == 1 ? size : size * (float) (1.4 * StrictMath.sin(i * 0.7 + i % 11));
        }
        value.set(values);
        learned.add(new Learned(value, engine.variable(false, shape), engine.variable(false, shape)));
        return value;
    }

    private Variable buffer(float value, int size) {
        Variable buffer = engine.variable(false, size);
        float[] values = new float[size];
        java.util.Arrays.fill(values, value);
        buffer.set(values);
        running.add(buffer);
        return buffer;
    }

    Tensor forward(Tensor images, Statistics statistics) {
        Tensor x = engine.maxPool2d(apply(stem, images, statistics, true), 3, 2, 1);
        for (Block block : blocks) {
            Tensor inside = apply(block.first(), x, statistics, true);
            Tensor residual = apply(block.second(), inside, statistics, false);
            Tensor identity = x;
            Tensor shortcut = block.shortcut()
                    .map(unit -> apply(unit, identity, statistics, false))
                    .orElse(identity);
            x = engine.addRelu(residual, shortcut);
        }
        return engine.linear(engine.globalAveragePool(x), head, Optional.empty());
    }

    private Tensor apply(Unit unit, Tensor x, Statistics statistics, boolean relu) {
        Tensor filtered = engine.conv2d(x, unit.weight(), Optional.empty(), unit.stride(), unit.padding());
        return relu
                ? engine.batchNormRelu(filtered, unit.norm(), statistics)
                : engine.batchNorm(filtered, unit.norm(), statistics);
    }

    /** One step of training; returns the loss. */
    float train(Tensor images, int[] labels) {
        Tensor loss = engine.crossEntropy(forward(images, Statistics.BATCH), labels);
        engine.backward(loss);
        update();
        return loss.item();
    }

    private void update() {
        step++;
        AdamSettings settings = new AdamSettings(1e-5, 0.9, 0.999, 1e-8, 1e-3);
        for (Learned parameter : learned) {
            engine.adam(parameter.value(), parameter.first(), parameter.second(), step, settings);
            parameter.value().clearGradient();
        }
    }

    @Override
    public void close() {
        learned.forEach(parameter -> {
            parameter.value().close();
            parameter.first().close();
            parameter.second().close();
        });
        running.forEach(Variable::close);
    }
}
