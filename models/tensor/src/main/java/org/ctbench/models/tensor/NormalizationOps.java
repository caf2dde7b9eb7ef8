package org.ctbench.models.tensor;

/** Batch normalisation (Ioffe and Szegedy, ICML 2015). */
public interface NormalizationOps {
    /**
     * Parameters and running statistics of one batch normalisation, each {@code [C]}.
     *
     * @param weight scale
     * @param bias shift
     * @param runningMean mean of past batches; updated in training
     * @param runningVar unbiased variance of past batches; updated in training
     * @param eps added to the variance
     * @param momentum share of the new batch in the running statistics
     */
    record BatchNorm(
            Variable weight, Variable bias, Variable runningMean, Variable runningVar, float eps, float momentum) {}

    /** Which statistics normalise. */
    enum Statistics {
        /** Those of the batch (biased variance); the running ones are updated with the unbiased variance. */
        BATCH,
        /** The running ones, unchanged; the gradient treats them as constants. */
        RUNNING
    }

    /**
     * Normalises each channel and applies scale and shift.
     *
     * @param x {@code [N, C, H, W]} or {@code [N, C]}
     * @return the shape of {@code x}
     * @throws IllegalArgumentException if the statistics of a batch with one value per channel are asked for
     */
    Tensor batchNorm(Tensor x, BatchNorm norm, Statistics statistics);

    /** {@link #batchNorm} followed by {@link ElementwiseOps#relu}, in one pass over the memory. */
    Tensor batchNormRelu(Tensor x, BatchNorm norm, Statistics statistics);
}
