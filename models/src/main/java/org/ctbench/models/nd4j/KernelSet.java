package org.ctbench.models.nd4j;

/** Who computes what. */
record KernelSet(
        ElementKernels elements,
        NormalizationKernels normalization,
        PoolingKernels pooling,
        ConvolutionKernels convolution,
        AdamKernel adam) {}
