package org.ctbench.models.classifiers;

import java.util.Arrays;

/** Splits probabilities into one row per image. */
final class Probabilities {
    private Probabilities() {}

    static float[][] rows(float[] flat, int count, int classes) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
            for (float p : rows[i]) {
                if (!Float.isFinite(p)) {
                    throw new DivergedException(
                            "the probabilities of image " + i + " of the batch are " + Arrays.toString(rows[i]));
                }
            }
        }
        return rows;
    }
}
