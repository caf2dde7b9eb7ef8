package org.ctbench.models.nd4j;

import org.ctbench.models.kernels.PoolingKernels;
import org.ctbench.models.memory.Block;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Pooling by ND4J's operations. */
final class Nd4jPooling implements PoolingKernels {
    @Override
    public void max(Block x, Windows windows, Block out) {
        max(images(windows, x), windows, outImages(windows, out));
        INDArray values = Nd4jBlock.view(x, x.size());
        if (Double.isNaN(values.sumNumber().doubleValue())) {
            keepNaN(images(windows, x), windows, outImages(windows, out));
        }
    }

    private static void max(INDArray images, Windows windows, INDArray out) {
        Nd4j.exec(DynamicCustomOp.builder("maxpool2d")
                .addInputs(images)
                .addOutputs(out)
                .addIntegerArguments(arguments(windows.window()))
                .build());
    }

    /** ND4J's maximum passes over NaN: puts it into every window that has one. */
    private static void keepNaN(INDArray images, Windows windows, INDArray out) {
        try (INDArray found = images.neq(images);
                INDArray ones = found.castTo(DataType.FLOAT);
                INDArray hit = out.like()) {
            max(ones, windows, hit);
            try (INDArray missed = hit.rsub(1)) {
                out.addi(hit.divi(missed).muli(0)); // 0 / 1 * 0 = 0, 1 / 0 * 0 = NaN
            }
        }
    }

    @Override
    public void maxBackward(Maxima maxima, Windows windows, Block out) {
        Nd4j.exec(DynamicCustomOp.builder("maxpool2d_bp")
                .addInputs(images(windows, maxima.x()), outImages(windows, maxima.gradient()))
                .addOutputs(images(windows, out))
                .addIntegerArguments(arguments(windows.window()))
                .build());
    }

    private static int[] arguments(Window window) {
        return new int[] {
            window.kernel(),
            window.kernel(),
            window.stride(),
            window.stride(),
            window.padding(),
            window.padding(),
            1,
            1,
            0, // padding as given
            0, // unused by the maximum
            0 // NCHW
        };
    }

    private static INDArray images(Windows windows, Block block) {
        return Nd4jBlock.view(block, windows.n(), windows.channels(), windows.height(), windows.width());
    }

    private static INDArray outImages(Windows windows, Block block) {
        return Nd4jBlock.view(block, windows.n(), windows.channels(), windows.outHeight(), windows.outWidth());
    }

    @Override
    public void mean(Block x, Block out) {
        int size = x.size() / out.size();
        double[] sums = Nd4jSums.perRow(Nd4jBlock.view(x, out.size(), size));
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= size;
        }
        out.write(Nd4jSums.rounded(sums));
    }

    @Override
    public void meanBackward(Block gradient, Block out) {
        int size = out.size() / gradient.size();
        INDArray planes = Nd4jBlock.view(out, gradient.size(), size);
        try (INDArray share = Nd4jBlock.view(gradient, gradient.size(), 1).div(size)) {
            planes.assign(0);
            planes.addi(share);
        }
    }
}
