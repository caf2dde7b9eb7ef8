package org.ctbench.models.tensor;

import java.util.List;

/** Operations that move elements without computing on them. */
public interface IndexOps {
    /**
     * Chosen rows, repetition allowed; the gradient of a row is the sum over its copies.
     *
     * @param x {@code [N, ...]}
     * @param rows K indices in [0, N), at least one
     * @return {@code [K, ...]}
     */
    Tensor rows(Tensor x, int... rows);

    /**
     * Chosen elements, repetition allowed; the gradient of an element is the sum over its copies.
     *
     * @param x any shape
     * @param elements row-major indices into {@code x}, as many as {@code shape} holds
     * @param shape of the result
     */
    Tensor gather(Tensor x, int[] elements, int... shape);

    /**
     * Tensors below one another.
     *
     * @param parts each {@code [Ni, ...]} with the same further dimensions, at least one
     * @return {@code [sum of Ni, ...]}
     */
    Tensor concat(List<? extends Tensor> parts);

    /**
     * Transposed matrix.
     *
     * @param x {@code [m, n]}
     * @return {@code [n, m]}
     */
    Tensor transpose(Tensor x);

    /**
     * Channels moved behind the positions.
     *
     * @param x {@code [N, C, H, W]}
     * @return {@code [N, H, W, C]}
     */
    Tensor channelsLast(Tensor x);
}
