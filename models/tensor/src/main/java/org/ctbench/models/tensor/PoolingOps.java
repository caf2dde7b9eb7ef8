package org.ctbench.models.tensor;

/** Pooling. */
public interface PoolingOps {
    /**
     * Maximum over square windows; padding never wins. Gradient goes to the first maximum of a window in row-major order.
     *
     * @param x {@code [N, C, H, W]}
     * @return {@code [N, C, (H + 2 padding - kernel) / stride + 1, (W + 2 padding - kernel) / stride + 1]}
     */
    Tensor maxPool2d(Tensor x, int kernel, int stride, int padding);

    /**
     * Mean over each channel plane.
     *
     * @param x {@code [N, C, H, W]}
     * @return {@code [N, C]}
     */
    Tensor globalAveragePool(Tensor x);
}
