package org.ctbench.models.kernels;

import org.ctbench.models.memory.Block;

/** Element by element on whole blocks of one size; {@code out} may be one of the arguments. */
public interface ElementKernels {
    void fill(Block out, float value);

    void copy(Block from, Block out);

    void add(Block a, Block b, Block out);

    void addRelu(Block a, Block b, Block out);

    void mul(Block a, Block b, Block out);

    void scale(Block x, float factor, Block out);

    void relu(Block x, Block out);

    /** The gradient where the output is above 0, else 0; NaN in either stays NaN. */
    void reluBackward(Block gradient, Block output, Block out);

    void sigmoid(Block x, Block out);

    void sigmoidBackward(Block gradient, Block output, Block out);

    /** Sum in double, in a fixed order. */
    double sum(Block x);
}
