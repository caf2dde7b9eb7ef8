package org.ctbench.models.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.kernels.ConvolutionKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions by ND4J's own operations. Weights are {@code [out, in, kH, kW]}, which ND4J calls weight format 1. Where ND4J's
 * gradient operation would choose Winograd (3x3, stride 1, many channels: several times slower), the gradients are a
 * transposed convolution, and im2col with a matrix product.
 */
final class Nd4jConvolution implements ConvolutionKernels {
    private static final int MANY_CHANNELS = 256;
    private static final int ZERO_PADDING_AS_GIVEN = 0;
    private static final int NCHW = 0;
    private static final int OIHW = 1;

    private final Pool pool;

    Nd4jConvolution(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String name() {
        return "ND4J";
    }

    @Override
    public void forward(Geometry g, Block x, Filter filter, Block out) {
        List<INDArray> inputs = new ArrayList<>(List.of(images(g, x), weights(g, filter.weight())));
        filter.bias().ifPresent(bias -> inputs.add(Nd4jBlock.view(bias, g.out())));
        Nd4j.exec(DynamicCustomOp.builder("conv2d")
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(outImages(g, out))
                .addIntegerArguments(arguments(g))
                .build());
    }

    @Override
    public void backward(Geometry g, Block gradient, Inputs inputs, Wanted wanted) {
        boolean manyChannels = g.kernelHeight() == 3 && Math.min(g.in(), g.out()) >= MANY_CHANNELS;
        boolean transposable = g.stride() == 1 || g.tiles();
        if (transposable && (manyChannels || wanted.filter().isEmpty())) {
            wanted.x().ifPresent(out -> data(g, gradient, inputs.weight(), out));
            wanted.filter().ifPresent(out -> filter(g, gradient, inputs.x(), out.weight()));
        } else {
            both(g, gradient, inputs, wanted);
        }
        wanted.filter()
                .flatMap(Filter::bias)
                .ifPresent(bias -> Nd4jSums.perChannel(Nd4jBlock.view(gradient, g.n(), g.out(), g.outPlane()), bias));
    }

    private void data(Geometry g, Block gradient, Block weight, Block out) {
        Nd4j.exec(DynamicCustomOp.builder("deconv2d")
                .addInputs(outImages(g, gradient), weights(g, weight))
                .addOutputs(images(g, out))
                .addIntegerArguments(arguments(g))
                .build());
    }

    private void filter(Geometry g, Block gradient, Block x, Block out) {
        Block columns = pool.take(Math.multiplyExact(g.filter(), g.outPlane()));
        INDArray sum = Nd4jBlock.transposed(out, 0, g.out(), g.filter());
        for (int image = 0; image < g.n(); image++) {
            long start = (long) image * g.in() * g.height() * g.width();
            Nd4j.exec(DynamicCustomOp.builder("im2col")
                    .addInputs(Nd4jBlock.viewFrom(x, start, 1, g.in(), g.height(), g.width()))
                    .addOutputs(Nd4jBlock.view(
                            columns, 1, g.in(), g.kernelHeight(), g.kernelWidth(), g.outHeight(), g.outWidth()))
                    .addIntegerArguments(
                            g.kernelHeight(),
                            g.kernelWidth(),
                            g.stride(),
                            g.stride(),
                            g.padding(),
                            g.padding(),
                            1,
                            1,
                            ZERO_PADDING_AS_GIVEN)
                    .build());
            long given = (long) image * g.out() * g.outPlane();
            Nd4j.gemm(
                    Nd4jBlock.transposed(columns, 0, g.filter(), g.outPlane()),
                    Nd4jBlock.transposed(gradient, given, g.out(), g.outPlane()),
                    sum,
                    true,
                    false,
                    1,
                    image == 0 ? 0 : 1);
        }
        columns.release();
    }

    private void both(Geometry g, Block gradient, Inputs inputs, Wanted wanted) {
        Block x = wanted.x().orElseGet(() -> pool.take(inputs.x().size()));
        Block weight = wanted.filter()
                .map(Filter::weight)
                .orElseGet(() -> pool.take(inputs.weight().size()));
        Nd4j.exec(DynamicCustomOp.builder("conv2d_bp")
                .addInputs(images(g, inputs.x()), weights(g, inputs.weight()), outImages(g, gradient))
                .addOutputs(images(g, x), weights(g, weight))
                .addIntegerArguments(arguments(g))
                .build());
        if (wanted.x().isEmpty()) {
            x.release();
        }
        if (wanted.filter().isEmpty()) {
            weight.release();
        }
    }

    private static int[] arguments(Geometry g) {
        return new int[] {
            g.kernelHeight(),
            g.kernelWidth(),
            g.stride(),
            g.stride(),
            g.padding(),
            g.padding(),
            1,
            1,
            ZERO_PADDING_AS_GIVEN,
            NCHW,
            OIHW
        };
    }

    private static INDArray images(Geometry g, Block block) {
        return Nd4jBlock.view(block, g.n(), g.in(), g.height(), g.width());
    }

    private static INDArray weights(Geometry g, Block block) {
        return Nd4jBlock.view(block, g.out(), g.in(), g.kernelHeight(), g.kernelWidth());
    }

    private static INDArray outImages(Geometry g, Block block) {
        return Nd4jBlock.view(block, g.n(), g.out(), g.outHeight(), g.outWidth());
    }

    @Override
    public void close() {
        // holds no memory between calls
    }
}
