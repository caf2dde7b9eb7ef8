package org.ctbench.models.exact;

import java.util.Arrays;
import org.ctbench.models.kernels.ConvolutionKernels.Geometry;

/**
 * What a sliding window reads. Output position {@code (i, j)} reads, for each channel and tap, the source at row
 * {@code i * stride + down[tapRow]} and column {@code j * stride + across[tapColumn]}; outside of it there are zeros.
 *
 * @param n images
 * @param channels of the source
 * @param height rows of the source
 * @param width columns of the source
 * @param outHeight rows of positions
 * @param outWidth columns of positions
 * @param stride step of the window
 * @param down rows of the taps relative to the window
 * @param across columns of the taps relative to the window
 */
record SlidingWindow(
        int n, int channels, int height, int width, int outHeight, int outWidth, int stride, int[] down, int[] across) {

    /** What a convolution reads of its images: a tap for each element of a filter plane. */
    static SlidingWindow forward(Geometry g) {
        return new SlidingWindow(
                g.n(),
                g.in(),
                g.height(),
                g.width(),
                g.outHeight(),
                g.outWidth(),
                g.stride(),
                taps(g.kernelHeight(), g.padding()),
                taps(g.kernelWidth(), g.padding()));
    }

    private static int[] taps(int kernel, int padding) {
        int[] taps = new int[kernel];
        for (int k = 0; k < kernel; k++) {
            taps[k] = k - padding;
        }
        return taps;
    }

    /** Terms of a sum: channels times taps. */
    int terms() {
        return channels * down.length * across.length;
    }

    /** Positions of one image. */
    int plane() {
        return outHeight * outWidth;
    }

    /** Whether it reads nothing outside of the source. */
    boolean isInside() {
        return isInside(down, height, outHeight) && isInside(across, width, outWidth);
    }

    private boolean isInside(int[] taps, int size, int positions) {
        return Arrays.stream(taps).allMatch(tap -> tap >= 0 && tap + (positions - 1) * stride < size);
    }
}
