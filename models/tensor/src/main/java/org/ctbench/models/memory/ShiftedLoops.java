package org.ctbench.models.memory;

/**
 * Loops that read and write at different positions. The compiler seldom turns such loops into vector instructions; an engine
 * may bring its own, with the same operations on each element and hence the same bits.
 */
public interface ShiftedLoops {
    /** As the compiler makes them. */
    ShiftedLoops PLAIN = new ShiftedLoops() {};

    /** Elements that are added in float, in pairs, before they go into a double: too few to lose digits. */
    int FOLD = 8;

    /**
     * Sums of {@value #FOLD} elements: {@code folded[i]} of {@code x[at + i]}, {@code x[at + i + step]} and so on, for i from
     * {@code first} to {@code step - 1}.
     */
    default void fold(float[] x, int at, int step, float[] folded, int first) {
        for (int i = first, p = at + first; i < step; i++, p++) {
            folded[i] = ((x[p] + x[p + step]) + (x[p + 2 * step] + x[p + 3 * step]))
                    + ((x[p + 4 * step] + x[p + 5 * step]) + (x[p + 6 * step] + x[p + 7 * step]));
        }
    }

    /** {@link #fold} of {@code (x - center)^2}. */
    default void foldSquares(float[] x, int at, float center, int step, float[] folded, int first) {
        for (int i = first, p = at + first; i < step; i++, p++) {
            float a = x[p] - center;
            float b = x[p + step] - center;
            float c = x[p + 2 * step] - center;
            float d = x[p + 3 * step] - center;
            float e = x[p + 4 * step] - center;
            float f = x[p + 5 * step] - center;
            float g = x[p + 6 * step] - center;
            float h = x[p + 7 * step] - center;
            folded[i] = ((a * a + b * b) + (c * c + d * d)) + ((e * e + f * f) + (g * g + h * h));
        }
    }

    /** {@link #fold} of {@code g * (x - center)}. */
    default void foldProducts(float[] g, float[] x, int at, float center, int step, float[] folded, int first) {
        for (int i = first, p = at + first; i < step; i++, p++) {
            float a = g[p] * (x[p] - center);
            float b = g[p + step] * (x[p + step] - center);
            float c = g[p + 2 * step] * (x[p + 2 * step] - center);
            float d = g[p + 3 * step] * (x[p + 3 * step] - center);
            float e = g[p + 4 * step] * (x[p + 4 * step] - center);
            float f = g[p + 5 * step] * (x[p + 5 * step] - center);
            float h = g[p + 6 * step] * (x[p + 6 * step] - center);
            float k = g[p + 7 * step] * (x[p + 7 * step] - center);
            folded[i] = ((a + b) + (c + d)) + ((e + f) + (h + k));
        }
    }

    /** {@code to[at + i] += from[start + i] * factor}, for i from 0 to {@code n - 1}. */
    default void addScaled(float[] to, int at, float[] from, int start, float factor, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i] = to[at + i] + from[start + i] * factor;
        }
    }

    /** {@code to[at + i] = max(to[at + i], from[start + i])}, for i from 0 to {@code n - 1}; NaN wins. */
    default void max(float[] to, int at, float[] from, int start, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i] = Math.max(to[at + i], from[start + i]);
        }
    }

    /**
     * {@code marks[i] = mark} where {@code x[start + i] == y[at + i]}, for i from {@code first} to {@code end - 1}.
     */
    default void mark(float[] x, int start, float[] y, int at, float mark, float[] marks, int first, int end) {
        for (int i = first; i < end; i++) {
            marks[i] = x[start + i] == y[at + i] ? mark : marks[i];
        }
    }

    /**
     * Sum of n elements from {@code at} on.
     *
     * @param folded memory for an {@value #FOLD}th of them
     */
    default double sum(float[] x, int at, int n, float[] folded) {
        int step = n / FOLD;
        fold(x, at, step, folded, 0);
        double sum = total(folded, step);
        for (int i = at + FOLD * step; i < at + n; i++) {
            sum += x[i];
        }
        return sum;
    }

    /** Sum of {@code (x - center)^2}, as {@link #sum}. */
    default double squares(float[] x, int at, float center, int n, float[] folded) {
        int step = n / FOLD;
        foldSquares(x, at, center, step, folded, 0);
        double sum = total(folded, step);
        for (int i = at + FOLD * step; i < at + n; i++) {
            double d = x[i] - center;
            sum += d * d;
        }
        return sum;
    }

    /** Sum of {@code g * (x - center)}, as {@link #sum}. */
    default double products(float[] g, float[] x, int at, float center, int n, float[] folded) {
        int step = n / FOLD;
        foldProducts(g, x, at, center, step, folded, 0);
        double sum = total(folded, step);
        for (int i = at + FOLD * step; i < at + n; i++) {
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
}
