package org.ctbench.models.tape;

import java.util.List;
import org.ctbench.models.kernels.NormalizationKernels;
import org.ctbench.models.kernels.NormalizationKernels.Affine;
import org.ctbench.models.kernels.NormalizationKernels.Batch;
import org.ctbench.models.kernels.NormalizationKernels.Moments;
import org.ctbench.models.kernels.NormalizationKernels.Planes;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.NormalizationOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.NormalizationOps}. */
final class NormalizationOperations implements NormalizationOps {
    private final Graph graph;
    private final NormalizationKernels kernels;

    NormalizationOperations(Graph graph, NormalizationKernels kernels) {
        this.graph = graph;
        this.kernels = kernels;
    }

    @Override
    public Tensor batchNorm(Tensor x, BatchNorm norm, Statistics statistics) {
        return normalize(graph.own(x), Parameters.of(graph, norm), statistics, false);
    }

    @Override
    public Tensor batchNormRelu(Tensor x, BatchNorm norm, Statistics statistics) {
        return normalize(graph.own(x), Parameters.of(graph, norm), statistics, true);
    }

    private Tensor normalize(TapeTensor x, Parameters parameters, Statistics statistics, boolean relu) {
        Planes planes = planes(x, parameters);
        if (statistics == Statistics.BATCH && planes.count() == 1) {
            throw new IllegalArgumentException(
                    "batchNorm: shape " + Shapes.text(x.sizes()) + " has one value per channel, statistics need two");
        }
        float[] weight = parameters.weight().block().read();
        float[] bias = parameters.bias().block().read();
        TapeTensor out = graph.create(x.sizes());
        Moments moments;
        if (statistics == Statistics.BATCH) {
            moments =
                    kernels.normalize(x.block(), planes, new Batch(weight, bias, parameters.eps(), relu), out.block());
            parameters.update(moments, planes.count());
        } else {
            moments = parameters.running();
        }
        Affine affine = Affine.of(moments, parameters.eps(), weight, bias, relu);
        if (statistics == Statistics.RUNNING) {
            kernels.apply(x.block(), planes, affine, out.block());
        }
        return graph.record(
                out,
                new Node.Recorded(
                        List.of(x, parameters.weight(), parameters.bias()),
                        new Gradient(x, planes, parameters, affine, statistics == Statistics.RUNNING)));
    }

    private Planes planes(TapeTensor x, Parameters parameters) {
        int[] shape = x.sizes();
        if (shape.length != 4 && shape.length != 2) {
            throw new IllegalArgumentException(
                    "batchNorm: shape " + Shapes.text(shape) + ", expected [N, C, H, W] or [N, C]");
        }
        for (TapeTensor vector : parameters.vectors()) {
            Shapes.vector("batchNorm: input and parameter", x.sizes(), vector.sizes(), shape[1]);
        }
        return new Planes(shape[0], shape[1], shape.length == 2 ? 1 : shape[2] * shape[3]);
    }

    /** The engine's own tensors behind a batch normalisation. */
    private record Parameters(
            TapeVariable weight,
            TapeVariable bias,
            TapeVariable mean,
            TapeVariable variance,
            float eps,
            float momentum) {
        static Parameters of(Graph graph, BatchNorm norm) {
            return new Parameters(
                    (TapeVariable) graph.own(norm.weight()),
                    (TapeVariable) graph.own(norm.bias()),
                    (TapeVariable) graph.own(norm.runningMean()),
                    (TapeVariable) graph.own(norm.runningVar()),
                    norm.eps(),
                    norm.momentum());
        }

        List<TapeTensor> vectors() {
            return List.of(weight, bias, mean, variance);
        }

        Moments running() {
            return new Moments(widen(mean.toArray()), widen(variance.toArray()));
        }

        private static double[] widen(float[] values) {
            double[] wide = new double[values.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = values[i];
            }
            return wide;
        }

        void update(Moments batch, int count) {
            float[] means = mean.toArray();
            float[] variances = variance.toArray();
            double unbiased = count / (count - 1.0);
            for (int c = 0; c < means.length; c++) {
                means[c] = (float) ((1.0 - momentum) * means[c] + momentum * batch.mean()[c]);
                variances[c] = (float) ((1.0 - momentum) * variances[c] + momentum * batch.variance()[c] * unbiased);
            }
            mean.set(means);
            variance.set(variances);
        }
    }

    private final class Gradient implements Node.Backward {
        private final TapeTensor x;
        private final Planes planes;
        private final Parameters parameters;
        private final Affine affine;
        private final boolean constant;

        Gradient(TapeTensor x, Planes planes, Parameters parameters, Affine affine, boolean constant) {
            this.x = x;
            this.planes = planes;
            this.parameters = parameters;
            this.affine = affine;
            this.constant = constant;
        }

        @Override
        public void run(Block gradient, Gradients gradients) {
            Block gx = gradients.wants(x) ? gradients.claim(gradient) : null;
            var sums = kernels.backward(
                    new NormalizationKernels.BackwardBlocks(gradient, x.block(), gx), planes, affine, constant);
            give(parameters.weight(), sums.weight(), gradients);
            give(parameters.bias(), sums.bias(), gradients);
            if (gx != null) {
                gradients.give(x, gx);
            }
        }

        private void give(TapeVariable parameter, float[] values, Gradients gradients) {
            if (gradients.wants(parameter)) {
                Block block = gradients.fresh(values.length);
                block.write(values);
                gradients.give(parameter, block);
            }
        }
    }
}
