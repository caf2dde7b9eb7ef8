package org.ctbench.harness.findings;

import java.util.Locale;

/** What of a training is compared, in the order in which it arises. */
public enum Kind {
    /** Results of the layers of a step. */
    ACTIVATION,
    /** Gradients of parameters, before their update. */
    GRADIENT,
    /** Losses of a step, before its update. */
    LOSS,
    /** Learned parameters. */
    WEIGHT,
    /** Running statistics and counters. */
    BUFFER,
    /** Moments and step counters of the optimizer. */
    MOMENT,
    /** Probabilities of an evaluation: of classes, or the scores of detected lesions. */
    PROBABILITY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
