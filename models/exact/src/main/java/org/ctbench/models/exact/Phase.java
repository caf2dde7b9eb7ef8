package org.ctbench.models.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ctbench.models.kernels.ConvolutionKernels.Geometry;

/**
 * The part of the images' gradient at rows {@code row + i * stride} and columns {@code column + j * stride}. All of its
 * elements depend on the same elements of the filters, so that it is a convolution of the output's gradient with stride 1.
 *
 * @param row first row
 * @param column first column
 * @param kernelRows rows of the filters that reach it, ascending
 * @param kernelColumns columns of the filters that reach it, ascending
 * @param window what it reads of the output's gradient
 */
record Phase(int row, int column, int[] kernelRows, int[] kernelColumns, SlidingWindow window) {
    /** All phases of a convolution; one if the stride is 1. */
    static List<Phase> of(Geometry g) {
        List<Phase> phases = new ArrayList<>();
        for (int row = 0; row < Math.min(g.stride(), g.height()); row++) {
            for (int column = 0; column < Math.min(g.stride(), g.width()); column++) {
                int[] rows = reaching(row, g.kernelHeight(), g);
                int[] columns = reaching(column, g.kernelWidth(), g);
                SlidingWindow window = new SlidingWindow(
                        g.n(),
                        g.out(),
                        g.outHeight(),
                        g.outWidth(),
                        (g.height() - row + g.stride() - 1) / g.stride(),
                        (g.width() - column + g.stride() - 1) / g.stride(),
                        1,
                        taps(row, rows, g),
                        taps(column, columns, g));
                phases.add(new Phase(row, column, rows, columns, window));
            }
        }
        return phases;
    }

    /** Places in a filter's plane, rows of so many elements, of the elements that reach it. */
    int[] taps(int kernelWidth) {
        return Arrays.stream(kernelRows)
                .flatMap(row -> Arrays.stream(kernelColumns).map(column -> row * kernelWidth + column))
                .toArray();
    }

    private static int[] reaching(int start, int kernel, Geometry g) {
        int first = (start + g.padding()) % g.stride();
        int count = first >= kernel ? 0 : (kernel - first + g.stride() - 1) / g.stride();
        int[] elements = new int[count];
        for (int t = 0; t < count; t++) {
            elements[t] = first + t * g.stride();
        }
        return elements;
    }

    private static int[] taps(int start, int[] elements, Geometry g) {
        int[] taps = new int[elements.length];
        for (int t = 0; t < taps.length; t++) {
            taps[t] = (start + g.padding() - elements[t]) / g.stride(); // divides evenly
        }
        return taps;
    }
}
