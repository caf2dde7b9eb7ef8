package org.ctbench.models.tensor;

/** Losses; each returns a scalar. */
public interface LossOps {
    /**
     * Mean over all elements of the binary cross-entropy of {@code sigmoid(logits)}, in the form that does not overflow.
     *
     * @param logits any shape
     * @param targets the same shape, values in [0, 1]; no gradient flows to them
     */
    Tensor bceWithLogits(Tensor logits, Tensor targets);

    /**
     * Mean over the rows of the softmax cross-entropy.
     *
     * @param logits {@code [N, K]}
     * @param labels N class indices in [0, K)
     */
    Tensor crossEntropy(Tensor logits, int[] labels);

    /**
     * Sum over all elements of the absolute difference.
     *
     * @param values any shape
     * @param targets the same shape; no gradient flows to them
     */
    Tensor l1Sum(Tensor values, Tensor targets);

    /**
     * Sum over all elements of the smooth L1 loss (Girshick, ICCV 2015, equation 3, with beta): {@code 0.5 d^2 / beta} where
     * {@code |d| < beta}, else {@code |d| - 0.5 beta}.
     *
     * @param values any shape
     * @param targets the same shape; no gradient flows to them
     * @param beta where the parabola ends, above 0
     */
    Tensor smoothL1Sum(Tensor values, Tensor targets, float beta);
}
