package org.ctbench.harness.results;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a model said of one slice.
 *
 * @param image id of the slice
 * @param label its true class, an index into the classes of the task
 * @param probabilities one per class, each in [0, 1], adding up to 1 within {@value #TOLERANCE}
 */
public record Prediction(String image, int label, List<Float> probabilities) {
    /** How far the sum of the probabilities may be from 1. */
    public static final double TOLERANCE = 1e-3;

    /** @throws IllegalArgumentException if the label or a probability is out of range or the sum is not 1 */
    public Prediction {
        Objects.requireNonNull(image, "image");
        probabilities = List.copyOf(probabilities);
        if (label < 0 || label >= probabilities.size()) {
            throw new IllegalArgumentException("label " + label + " is none of " + probabilities.size() + " classes");
        }
        double sum = 0;
        for (float p : probabilities) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("probability " + p + " is outside [0, 1]");
            }
            sum += p;
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "probabilities add up to %.6f, expected 1", sum));
        }
    }

    /** The prediction with the probabilities of an array, which is copied. */
    public static Prediction of(String image, int label, float[] probabilities) {
        Float[] boxed = new Float[probabilities.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = probabilities[i];
        }
        return new Prediction(image, label, List.of(boxed));
    }

    /** Index of the largest probability; of equal ones the lowest. */
    public int predicted() {
        int best = 0;
        for (int c = 1; c < probabilities.size(); c++) {
            if (probabilities.get(c) > probabilities.get(best)) {
                best = c;
            }
        }
        return best;
    }
}
