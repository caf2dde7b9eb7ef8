package org.ctbench.models.layers;

/**
 * Square window that a convolution or pooling moves over an image.
 *
 * @param kernel height and width, at least 1
 * @param stride step in both directions, at least 1
 * @param padding rows and columns added on each side, at least 0 and less than {@code kernel}
 */
public record Window(int kernel, int stride, int padding) {
    public Window {
        if (kernel < 1 || stride < 1 || padding < 0 || padding >= kernel) {
            throw new IllegalArgumentException(
                    "not a window: kernel " + kernel + ", stride " + stride + ", padding " + padding);
        }
    }

    /** Elements of the kernel. */
    public int area() {
        return kernel * kernel;
    }

    /**
     * Number of positions along an edge of {@code size} pixels.
     *
     * @throws IllegalArgumentException if the window does not fit once
     */
    public int positions(int size) {
        int span = size + 2 * padding - kernel;
        if (size < 1 || span < 0) {
            throw new IllegalArgumentException(
                    size + " pixels with padding " + padding + " hold no window of " + kernel);
        }
        return span / stride + 1;
    }

    /** Shape after the window has passed over every plane of {@code [N, C, H, W]}, with that many channels. */
    public int[] over(int[] input, int channels) {
        return new int[] {input[0], channels, positions(input[2]), positions(input[3])};
    }

    @Override
    public String toString() {
        return kernel + "x" + kernel + ", stride " + stride + ", padding " + padding;
    }
}
