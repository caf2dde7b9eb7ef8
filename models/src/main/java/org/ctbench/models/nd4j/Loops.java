package org.ctbench.models.nd4j;

/** Loops over arrays, kept apart and plain so that the compiler turns them into vector instructions. */
final class Loops {
    /** Partial sums that run side by side; each takes few enough floats to lose no digits. */
    static final int LANES = 256;

    private Loops() {}

    static void add(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] + b[i];
        }
    }

    static void mul(float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * b[i];
        }
    }

    static void scale(float[] a, float factor, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * factor;
        }
    }

    static void relu(float[] a, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = Math.max(a[i], 0f);
        }
    }

    static void scaleShift(float[] a, float scale, float shift, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * scale + shift;
        }
    }

    /** Zeroes gradients where the output is {@code <= 0}; NaN lets them pass. */
    static void mask(float[] gradient, float[] output, int n) {
        for (int i = 0; i < n; i++) {
            gradient[i] = output[i] <= 0 ? 0 : gradient[i];
        }
    }

    static double sum(float[] x, int n, float[] lanes) {
        java.util.Arrays.fill(lanes, 0);
        int full = n - n % LANES;
        for (int i = 0; i < full; i += LANES) {
            for (int j = 0; j < LANES; j++) {
                lanes[j] = lanes[j] + x[i + j];
            }
        }
        return total(lanes) + rest(x, full, n);
    }

    private static double rest(float[] x, int from, int n) {
        double sum = 0;
        for (int i = from; i < n; i++) {
            sum += x[i];
        }
        return sum;
    }

    /** Sum of {@code (x - center)^2}. */
    static double squares(float[] x, float center, int n, float[] lanes) {
        java.util.Arrays.fill(lanes, 0);
        int full = n - n % LANES;
        for (int i = 0; i < full; i += LANES) {
            for (int j = 0; j < LANES; j++) {
                float d = x[i + j] - center;
                lanes[j] = lanes[j] + d * d;
            }
        }
        double sum = total(lanes);
        for (int i = full; i < n; i++) {
            double d = x[i] - center;
            sum += d * d;
        }
        return sum;
    }

    /** Sum of {@code g * (x - center)}. */
    static double products(float[] g, float[] x, float center, int n, float[] lanes) {
        java.util.Arrays.fill(lanes, 0);
        int full = n - n % LANES;
        for (int i = 0; i < full; i += LANES) {
            for (int j = 0; j < LANES; j++) {
                lanes[j] = lanes[j] + g[i + j] * (x[i + j] - center);
            }
        }
        double sum = total(lanes);
        for (int i = full; i < n; i++) {
            sum += (double) g[i] * (x[i] - center);
        }
        return sum;
    }

    private static double total(float[] lanes) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int j = 0; j < LANES; j += 4) {
            a += lanes[j];
            b += lanes[j + 1];
            c += lanes[j + 2];
            d += lanes[j + 3];
        }
        return a + b + c + d;
    }

    /** {@code (g - mean - (x - center) * slope) * scale} into {@code g}. */
    static void normalizationGradient(float[] g, float[] x, Slope slope, int n) {
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
    record Slope(float mean, float center, float factor, float scale) {}
}
