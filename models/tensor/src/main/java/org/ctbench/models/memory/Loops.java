package org.ctbench.models.memory;

/** Loops over arrays, kept apart and plain so that the compiler turns them into vector instructions. */
public final class Loops {
    /** Elements that are added in float, in pairs, before they go into a double: too few to lose digits. */
    public static final int FOLD = 8;

    private Loops() {}

    public static void add(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] + b[i];
        }
    }

    public static void mul(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * b[i];
        }
    }

    public static void scale(float[] a, float factor, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * factor;
        }
    }

    public static void relu(float[] a, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = Math.max(a[i], 0f);
        }
    }

    public static void scaleShift(float[] a, float scale, float shift, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * scale + shift;
        }
    }

    /**
     * Zeroes gradients where the output is {@code <= 0}; NaN in either stays NaN. The factor is 0 or 1: two products lift
     * even the smallest positive output above 1, where it is cut off. A branch would be mispredicted half of the time and
     * take ten times as long.
     */
    public static void mask(float[] gradient, float[] output, int n) {
        for (int i = 0; i < n; i++) {
            float lifted = Math.min(Math.max(output[i], 0f) * 1e38f, 1f);
            gradient[i] = gradient[i] * Math.min(lifted * 1e38f, 1f);
        }
    }

    /** {@code to[at + i] += from[start + i] * factor}. */
    public static void addScaled(float[] to, int at, float[] from, int start, float factor, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i] = to[at + i] + from[start + i] * factor;
        }
    }

    /** Row-major {@code [rows, columns]} into {@code [columns, rows]}. */
    public static void transpose(float[] from, int rows, int columns, float[] to) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
    }

    /** Sum of the elements. */
    public static double sum(float[] x, int n, float[] folded) {
        int h = n / FOLD;
        for (int i = 0; i < h; i++) {
            folded[i] = ((x[i] + x[i + h]) + (x[i + 2 * h] + x[i + 3 * h]))
                    + ((x[i + 4 * h] + x[i + 5 * h]) + (x[i + 6 * h] + x[i + 7 * h]));
        }
        double sum = total(folded, h);
        for (int i = FOLD * h; i < n; i++) {
            sum += x[i];
        }
        return sum;
    }

    /** Sum of {@code (x - center)^2}. */
    public static double squares(float[] x, float center, int n, float[] folded) {
        int h = n / FOLD;
        for (int i = 0; i < h; i++) {
            float a = x[i] - center;
            float b = x[i + h] - center;
            float c = x[i + 2 * h] - center;
            float d = x[i + 3 * h] - center;
            float e = x[i + 4 * h] - center;
            float f = x[i + 5 * h] - center;
            float g = x[i + 6 * h] - center;
            float k = x[i + 7 * h] - center;
            folded[i] = ((a * a + b * b) + (c * c + d * d)) + ((e * e + f * f) + (g * g + k * k));
        }
        double sum = total(folded, h);
        for (int i = FOLD * h; i < n; i++) {
            double d = x[i] - center;
            sum += d * d;
        }
        return sum;
    }

    /** Sum of {@code g * (x - center)}; overwrites nothing but {@code folded}. */
    public static double products(float[] g, float[] x, float center, int n, float[] folded) {
        int h = n / FOLD;
        for (int i = 0; i < h; i++) {
            float a = g[i] * (x[i] - center);
            float b = g[i + h] * (x[i + h] - center);
            float c = g[i + 2 * h] * (x[i + 2 * h] - center);
            float d = g[i + 3 * h] * (x[i + 3 * h] - center);
            float e = g[i + 4 * h] * (x[i + 4 * h] - center);
            float f = g[i + 5 * h] * (x[i + 5 * h] - center);
            float k = g[i + 6 * h] * (x[i + 6 * h] - center);
            float l = g[i + 7 * h] * (x[i + 7 * h] - center);
            folded[i] = ((a + b) + (c + d)) + ((e + f) + (k + l));
        }
        double sum = total(folded, h);
        for (int i = FOLD * h; i < n; i++) {
            sum += (double) g[i] * (x[i] - center);
        }
        return sum;
    }

    private static double total(float[] folded, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int full = n - n % 4;
        for (int i = 0; i < full; i += 4) {
            a += folded[i];
            b += folded[i + 1];
            c += folded[i + 2];
            d += folded[i + 3];
        }
        for (int i = full; i < n; i++) {
            a += folded[i];
        }
        return a + b + c + d;
    }

    /** {@code (g - mean - (x - center) * slope) * scale} into {@code g}. */
    public static void normalizationGradient(float[] g, float[] x, Slope slope, int n) {
        float mean = slope.mean();
        float center = slope.center();
        float factor = slope.factor();
        float scale = slope.scale();
        for (int i = 0; i < n; i++) {
            g[i] = (g[i] - mean - (x[i] - center) * factor) * scale;
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
