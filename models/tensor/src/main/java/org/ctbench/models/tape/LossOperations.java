package org.ctbench.models.tape;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.ctbench.models.kernels.ElementKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.tensor.LossOps;
import org.ctbench.models.tensor.Tensor;

/** Losses in double. Only that of masks is large; the others are computed by one thread, on copies. */
final class LossOperations implements LossOps {
    private final Graph graph;
    private final ElementKernels elements;
    private final Workers workers;
    private double[] terms = new double[0];

    LossOperations(Graph graph, ElementKernels elements, Workers workers) {
        this.graph = graph;
        this.elements = elements;
        this.workers = workers;
    }

    @Override
    public Tensor bceWithLogits(Tensor scores, Tensor wanted) {
        TapeTensor logits = graph.own(scores);
        TapeTensor targets = graph.own(wanted);
        Shapes.same("bceWithLogits", logits.sizes(), targets.sizes());
        int count = logits.numel();
        FloatBuffer x = logits.block().elements();
        FloatBuffer t = targets.block().elements();
        requireShares(t, count);
        Block own = copy(targets);
        double sum = sum(
                count,
                i -> Math.max(x.get(i), 0)
                        - (double) x.get(i) * t.get(i)
                        + StrictMath.log1p(StrictMath.exp(-Math.abs(x.get(i)))));
        Node.Backward backward = (gradient, gradients) -> {
            double factor = (double) gradient.read()[0] / count;
            FloatBuffer scored = logits.block().elements();
            FloatBuffer aimed = own.elements();
            Block gx = gradients.fresh(count);
            gx.fill(to -> workers.overElements(count, (from, n, scratch) -> {
                for (int i = from; i < from + n; i++) {
                    to.put(i, (float) ((1 / (1 + StrictMath.exp(-scored.get(i))) - aimed.get(i)) * factor));
                }
            }));
            gradients.give(logits, gx);
        };
        return graph.record(scalar(sum / count), new Node.Recorded(List.of(logits), backward, own));
    }

    /** A copy that stays as it is until the backward pass. */
    private Block copy(TapeTensor tensor) {
        Block copy = graph.pool().take(tensor.numel());
        elements.copy(tensor.block(), copy);
        return copy;
    }

    private static void requireShares(FloatBuffer targets, int count) {
        for (int i = 0; i < count; i++) {
            float t = targets.get(i);
            if (!(t >= 0 && t <= 1)) {
                throw new IllegalArgumentException("bceWithLogits: target " + t + " at " + i + " is not in [0, 1]");
            }
        }
    }

    /** Sum of terms that several threads compute, added in their order. */
    private double sum(int count, IntToDoubleFunction term) {
        if (terms.length < count) {
            terms = new double[count];
        }
        workers.overElements(count, (from, n, scratch) -> {
            for (int i = from; i < from + n; i++) {
                terms[i] = term.applyAsDouble(i);
            }
        });
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += terms[i];
        }
        return sum;
    }

    @Override
    public Tensor crossEntropy(Tensor scores, int[] labels) {
        TapeTensor logits = graph.own(scores);
        Shapes.rank("crossEntropy", logits.sizes(), 2);
        int rows = logits.sizes()[0];
        int classes = logits.sizes()[1];
        check(labels, rows, classes);
        int[] own = labels.clone();
        float[] x = logits.block().read();
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += Softmax.logSumExp(x, row * classes, classes) - x[row * classes + own[row]];
        }
        return graph.record(scalar(sum / rows), new Node.Recorded(List.of(logits), (gradient, gradients) -> {
            double factor = (double) gradient.read()[0] / rows;
            float[] gx = new float[x.length];
            for (int row = 0; row < rows; row++) {
                double logSum = Softmax.logSumExp(x, row * classes, classes);
                for (int k = 0; k < classes; k++) {
                    double p = StrictMath.exp(x[row * classes + k] - logSum);
                    gx[row * classes + k] = (float) ((p - (k == own[row] ? 1 : 0)) * factor);
                }
            }
            give(logits, gx, gradients);
        }));
    }

    @Override
    public Tensor l1Sum(Tensor given, Tensor wanted) {
        return distance("l1Sum", given, wanted, 0);
    }

    @Override
    public Tensor smoothL1Sum(Tensor given, Tensor wanted, float beta) {
        if (!(beta > 0)) {
            throw new IllegalArgumentException("smoothL1Sum: beta " + beta + ", expected above 0");
        }
        return distance("smoothL1Sum", given, wanted, beta);
    }

    /** Smooth L1, which is L1 where beta is 0. */
    private Tensor distance(String operation, Tensor given, Tensor wanted, double beta) {
        TapeTensor values = graph.own(given);
        TapeTensor targets = graph.own(wanted);
        Shapes.same(operation, values.sizes(), targets.sizes());
        float[] x = values.block().read();
        float[] t = targets.block().read();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double d = Math.abs((double) x[i] - t[i]);
            sum += d < beta ? 0.5 * d * d / beta : d - 0.5 * beta;
        }
        return graph.record(scalar(sum), new Node.Recorded(List.of(values), (gradient, gradients) -> {
            double factor = gradient.read()[0];
            float[] gx = new float[x.length];
            for (int i = 0; i < gx.length; i++) {
                double d = (double) x[i] - t[i];
                gx[i] = (float) ((Math.abs(d) < beta ? d / beta : Math.signum(d)) * factor);
            }
            give(values, gx, gradients);
        }));
    }

    private static void check(int[] labels, int rows, int classes) {
        if (labels.length != rows) {
            throw new IllegalArgumentException(
                    "crossEntropy: " + rows + " rows of logits, " + labels.length + " labels");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("crossEntropy: label " + label + ", expected 0 to " + (classes - 1));
            }
        }
    }

    private TapeTensor scalar(double value) {
        TapeTensor out = graph.create();
        out.block().write(new float[] {(float) value});
        return out;
    }

    private static void give(TapeTensor input, float[] values, Gradients gradients) {
        Block block = gradients.fresh(values.length);
        block.write(values);
        gradients.give(input, block);
    }
}
