package org.ctbench.models.tape;

import java.util.List;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.LossOps;
import org.ctbench.models.tensor.Tensor;

/** Losses over arrays on the heap, in double: they are small. */
final class LossOperations implements LossOps {
    private final Graph graph;

    LossOperations(Graph graph) {
        this.graph = graph;
    }

    @Override
    public Tensor bceWithLogits(Tensor scores, Tensor wanted) {
        TapeTensor logits = graph.own(scores);
        TapeTensor targets = graph.own(wanted);
        Shapes.same("bceWithLogits", logits.sizes(), targets.sizes());
        float[] x = logits.block().read();
        float[] t = targets.block().read();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            if (!(t[i] >= 0 && t[i] <= 1)) {
                throw new IllegalArgumentException("bceWithLogits: target " + t[i] + " at " + i + " is not in [0, 1]");
            }
            sum += Math.max(x[i], 0) - (double) x[i] * t[i] + StrictMath.log1p(StrictMath.exp(-Math.abs(x[i])));
        }
        return graph.record(scalar(sum / x.length), new Node.Recorded(List.of(logits), (gradient, gradients) -> {
            double factor = (double) gradient.read()[0] / x.length;
            float[] gx = new float[x.length];
            for (int i = 0; i < gx.length; i++) {
                gx[i] = (float) ((1 / (1 + StrictMath.exp(-x[i])) - t[i]) * factor);
            }
            give(logits, gx, gradients);
        }));
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
