package org.ctbench.models.tensor;

/** Operations element by element, and on shapes. */
public interface ElementwiseOps {
    /** Sum of two tensors of one shape. */
    Tensor add(Tensor a, Tensor b);

    /** {@code relu(a + b)}, in one pass over the memory: the end of a residual block. */
    Tensor addRelu(Tensor a, Tensor b);

    /** Product element by element of two tensors of one shape. */
    Tensor mul(Tensor a, Tensor b);

    /** Every element times a constant. */
    Tensor scale(Tensor x, float factor);

    /** {@code max(x, 0)}; NaN stays NaN, the gradient at 0 is 0. */
    Tensor relu(Tensor x);

    /** {@code 1 / (1 + exp(-x))}. */
    Tensor sigmoid(Tensor x);

    /**
     * Softmax over the last dimension.
     *
     * @param x {@code [N, K]}
     * @return {@code [N, K]}, rows sum to 1
     */
    Tensor softmax(Tensor x);

    /** The same elements in another shape with as many elements. */
    Tensor reshape(Tensor x, int... shape);

    /** Sum of all elements, accumulated in double; a scalar. */
    Tensor sum(Tensor x);

    /** Mean of all elements, accumulated in double; a scalar. */
    Tensor mean(Tensor x);
}
