package org.ctbench.models.tape;

/** Softmax of the rows of a small matrix, in double. */
final class Softmax {
    private Softmax() {}

    /** Probabilities of logits {@code [N, classes]}. */
    static float[] of(float[] logits, int classes) {
        float[] probabilities = new float[logits.length];
        for (int row = 0; row < logits.length; row += classes) {
            double logSum = logSumExp(logits, row, classes);
            for (int k = row; k < row + classes; k++) {
                probabilities[k] = (float) StrictMath.exp(logits[k] - logSum);
            }
        }
        return probabilities;
    }

    /** {@code log(sum(exp(x)))} of one row, without overflow; NaN if the row has one. */
    static double logSumExp(float[] x, int from, int classes) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + classes; k++) {
            max = Math.max(max, x[k]);
        }
        double sum = 0;
        for (int k = from; k < from + classes; k++) {
            sum += StrictMath.exp(x[k] - max);
        }
        return max + StrictMath.log(sum);
    }

    /** {@code p * (g - sum(g * p))} in each row. */
    static float[] gradient(float[] gradient, float[] probabilities, int classes) {
        float[] result = new float[gradient.length];
        for (int row = 0; row < result.length; row += classes) {
            double product = 0;
            for (int k = row; k < row + classes; k++) {
                product += (double) gradient[k] * probabilities[k];
            }
            for (int k = row; k < row + classes; k++) {
                result[k] = (float) (probabilities[k] * (gradient[k] - product));
            }
        }
        return result;
    }
}
