package org.ctbench.models.kernels;

/** Who computes what. */
public record KernelSet(
        ElementKernels elements,
        NormalizationKernels normalization,
        PoolingKernels pooling,
        ConvolutionKernels convolution,
        ProductKernels products,
        AdamKernel adam) {}
