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
}
