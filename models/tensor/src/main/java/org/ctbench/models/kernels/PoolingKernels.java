package org.ctbench.models.kernels;

import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;

/** Pooling over blocks of planes. */
public interface PoolingKernels {
    /**
     * Geometry of a maximum over square windows.
     *
     * @param n images
     * @param channels channels
     * @param height rows of an input plane
     * @param width columns of an input plane
     * @param window the window
     */
    record Windows(int n, int channels, int height, int width, Window window) {
        public int outHeight() {
            return Shapes.slide(height, window.kernel(), window.stride(), window.padding());
        }

        public int outWidth() {
            return Shapes.slide(width, window.kernel(), window.stride(), window.padding());
        }

        public int planes() {
            return n * channels;
        }
    }

    /**
     * A square window.
     *
     * @param kernel rows and columns
     * @param stride step
     * @param padding positions on each side that never win
     */
    record Window(int kernel, int stride, int padding) {}

    void max(Block x, Windows windows, Block out);

    /** Gradient of {@link #max}; each window's goes to its first maximum, overlapping windows add up. */
    void maxBackward(Maxima maxima, Windows windows, Block out);

    /**
     * What the gradient of the maximum follows from.
     *
     * @param gradient of the output
     * @param x input of the forward pass
     * @param output of the forward pass
     */
    record Maxima(Block gradient, Block x, Block output) {}

    /** Mean of each of the planes that {@code x} consists of, one for each element of {@code out}. */
    void mean(Block x, Block out);

    /** Gradient of {@link #mean}. */
    void meanBackward(Block gradient, Block out);
}
