package org.ctbench.models.tensor;

import java.util.Optional;

/** Matrix products. */
public interface LinearOps {
    /**
     * {@code x weight^T + bias}.
     *
     * @param x {@code [N, in]}
     * @param weight {@code [out, in]}
     * @param bias {@code [out]}
     * @return {@code [N, out]}
     */
    Tensor linear(Tensor x, Tensor weight, Optional<? extends Tensor> bias);

    /**
     * Matrix product.
     *
     * @param a {@code [m, k]}
     * @param b {@code [k, n]}
     * @return {@code [m, n]}
     */
    Tensor matmul(Tensor a, Tensor b);
}
