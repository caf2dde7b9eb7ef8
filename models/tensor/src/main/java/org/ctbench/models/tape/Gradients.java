package org.ctbench.models.tape;

import org.ctbench.models.kernels.ElementKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;

/** Collects gradients during one backward pass. */
final class Gradients {
    private final Pool pool;
    private final ElementKernels elements;
    private Node current;

    Gradients(Pool pool, ElementKernels elements) {
        this.pool = pool;
        this.elements = elements;
    }

    void run(Node node) {
        current = node;
        Block gradient = node.output().pendingGradient();
        node.output().pendingGradient(null);
        if (gradient != null) {
            try {
                node.run(gradient, this);
            } finally {
                gradient.release();
            }
        }
    }

    /** Whether the running operation's input takes a gradient. */
    boolean wants(TapeTensor input) {
        return current.wants(input);
    }

    /** New memory with undefined contents. */
    Block fresh(int size) {
        return pool.take(size);
    }

    /** Memory of the gradient's size that may be written: the gradient itself if nobody else holds it, else new. */
    Block claim(Block gradient) {
        return gradient.exclusive() ? gradient.retain() : pool.take(gradient.size());
    }

    /** Adds to the gradient of an input; takes over the caller's reference. */
    void give(TapeTensor input, Block gradient) {
        Block sum = input.pendingGradient();
        if (input instanceof TapeVariable variable) {
            variable.dropView();
        }
        if (sum == null) {
            input.pendingGradient(gradient);
        } else if (sum.exclusive()) {
            elements.add(sum, gradient, sum);
            gradient.release();
        } else {
            Block out = claim(gradient);
            elements.add(sum, gradient, out);
            gradient.release();
            sum.release();
            input.pendingGradient(out);
        }
    }

    /** Adds to the gradient of an input; the caller keeps its reference. */
    void share(TapeTensor input, Block gradient) {
        give(input, gradient.retain());
    }
}
