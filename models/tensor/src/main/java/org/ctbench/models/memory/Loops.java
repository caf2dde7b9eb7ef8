package org.ctbench.models.memory;

/**
 * Loops over n elements from {@code at} on, at the same positions in all arrays; kept apart and plain so that the compiler
 * turns them into vector instructions. The result may be one of the arguments.
 */
public final class Loops {
    private Loops() {}

    public static void add(float[] a, float[] b, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out[i] = a[i] + b[i];
        }
    }

    public static void addRelu(float[] a, float[] b, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out[i] = Math.max(a[i] + b[i], 0f);
        }
    }

    public static void mul(float[] a, float[] b, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out[i] = a[i] * b[i];
        }
    }

    public static void scale(float[] a, float factor, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out[i] = a[i] * factor;
        }
    }

    public static void relu(float[] a, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out[i] = Math.max(a[i], 0f);
        }
    }

    public static void scaleShift(float[] a, float scale, float shift, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out[i] = a[i] * scale + shift;
        }
    }

    public static void scaleShiftRelu(float[] a, float scale, float shift, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            out[i] = Math.max(a[i] * scale + shift, 0f);
        }
    }

    /**
     * Zeroes gradients where the output is {@code <= 0}; NaN in either stays NaN. The factor is 0 or 1: two products lift
     * even the smallest positive output above 1, where it is cut off. A branch would be mispredicted half of the time and
     * take ten times as long.
     */
    public static void mask(float[] gradient, float[] output, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            float lifted = Math.min(Math.max(output[i], 0f) * 1e38f, 1f);
            out[i] = gradient[i] * Math.min(lifted * 1e38f, 1f);
        }
    }

    /** {@link #mask} by the output {@code x * scale + shift}. */
    public static void maskScaleShift(
            float[] gradient, float[] x, float scale, float shift, float[] out, int at, int n) {
        for (int i = at; i < at + n; i++) {
            float lifted = Math.min(Math.max(x[i] * scale + shift, 0f) * 1e38f, 1f);
            out[i] = gradient[i] * Math.min(lifted * 1e38f, 1f);
        }
    }

    /** Row-major {@code [rows, columns]} from {@code at} on into {@code [columns, rows]} from 0 on. */
    public static void transpose(float[] from, int at, int rows, int columns, float[] to) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[at + row * columns + column];
            }
        }
    }

    /** {@code (g - mean - (x - center) * factor) * scale}. */
    public static void normalizationGradient(float[] g, float[] x, Slope slope, float[] out, int at, int n) {
        float mean = slope.mean();
        float center = slope.center();
        float factor = slope.factor();
        float scale = slope.scale();
        for (int i = at; i < at + n; i++) {
            out[i] = (g[i] - mean - (x[i] - center) * factor) * scale;
        }
    }

    /**
     * Constants of one channel's gradient.
     *
     * @param mean mean of the output's gradient
     * @param center mean of the input
     * @param factor share of the variance's gradient
     * @param scale weight over standard deviation
     */
    public record Slope(float mean, float center, float factor, float scale) {}
}
