package org.ctbench.models.tensor;

import java.util.Optional;

/** Convolutions, as cross-correlations (the convention of all deep learning frameworks). */
public interface ConvolutionOps {
    /**
     * Two-dimensional convolution with zero padding, dilation 1, one group.
     *
     * @param x {@code [N, C, H, W]}
     * @param weight {@code [O, C, kH, kW]}
     * @param bias {@code [O]}
     * @param stride step in both directions, at least 1
     * @param padding zeros on each side, at least 0
     * @return {@code [N, O, (H + 2 padding - kH) / stride + 1, (W + 2 padding - kW) / stride + 1]}
     */
    Tensor conv2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias, int stride, int padding);

    /**
     * Transposed convolution whose windows do not overlap: stride = kernel size, no padding.
     *
     * @param x {@code [N, C, H, W]}
     * @param weight {@code [C, O, k, k]}, as PyTorch stores it
     * @param bias {@code [O]}
     * @return {@code [N, O, k H, k W]}
     */
    Tensor convTranspose2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias);
}
