package org.ctbench.models.kernels;

import java.util.Optional;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;

/** Convolution and its gradients; outputs are overwritten. */
public interface ConvolutionKernels extends AutoCloseable {
    /**
     * Geometry of one convolution.
     *
     * @param n images
     * @param in input channels
     * @param height rows of the input
     * @param width columns of the input
     * @param out output channels
     * @param kernelHeight rows of the kernel
     * @param kernelWidth columns of the kernel
     * @param stride step
     * @param padding zeros on each side
     */
    record Geometry(
            int n, int in, int height, int width, int out, int kernelHeight, int kernelWidth, int stride, int padding) {
        public int outHeight() {
            return Shapes.slide(height, kernelHeight, stride, padding);
        }

        public int outWidth() {
            return Shapes.slide(width, kernelWidth, stride, padding);
        }

        /** Elements of a filter. */
        public int filter() {
            return in * kernelHeight * kernelWidth;
        }

        public int outPlane() {
            return outHeight() * outWidth();
        }

        /** Whether the kernels lie side by side and cover every pixel once. */
        public boolean tiles() {
            return padding == 0
                    && kernelHeight == stride
                    && kernelWidth == stride
                    && height % stride == 0
                    && width % stride == 0;
        }
    }

    /** Who computes, for the provenance. */
    String name();

    void forward(Geometry geometry, Block x, Filter filter, Block out);

    /**
     * Weight and bias.
     *
     * @param weight {@code [out, in, kernelHeight, kernelWidth]}
     * @param bias {@code [out]}
     */
    record Filter(Block weight, Optional<Block> bias) {}

    /** Computes the gradients that are wanted. */
    void backward(Geometry geometry, Block gradient, Inputs inputs, Wanted wanted);

    /**
     * Inputs of the forward pass.
     *
     * @param x images
     * @param weight filters
     */
    record Inputs(Block x, Block weight) {}

    /**
     * Where gradients go.
     *
     * @param x gradient of the images
     * @param filter gradients of weight and, where given, bias
     */
    record Wanted(Optional<Block> x, Optional<Filter> filter) {}

    @Override
    void close();
}
