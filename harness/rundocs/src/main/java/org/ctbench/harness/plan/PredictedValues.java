package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a file of another program says of a slice. */
public enum PredictedValues {
    /** One probability per class, adding up to 1. */
    @JsonProperty("probabilities")
    PROBABILITIES,

    /** One real number per class, of which softmax makes probabilities. */
    @JsonProperty("logits")
    LOGITS,

    /** The class alone: metrics that need probabilities have no value. */
    @JsonProperty("labels")
    LABELS;

    /**
     * Probabilities of logits. The largest is taken off first, so that nothing overflows; computed in double, by functions that
     * round alike everywhere.
     *
     * @param logits one finite number per class
     * @return one value in [0, 1] per class, adding up to 1
     */
    public static float[] softmax(double[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] powers = new double[logits.length];
        double sum = 0;
        for (int c = 0; c < powers.length; c++) {
            powers[c] = StrictMath.exp(logits[c] - largest);
            sum += powers[c];
        }
        float[] probabilities = new float[powers.length];
        for (int c = 0; c < powers.length; c++) {
            probabilities[c] = (float) (powers[c] / sum);
        }
        return probabilities;
    }
}
