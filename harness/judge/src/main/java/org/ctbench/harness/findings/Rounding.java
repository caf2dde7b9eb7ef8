package org.ctbench.harness.findings;

import java.util.Locale;

/**
 * How far two correct engines may be apart after one step from the same weights. Each result of a layer is a sum of n products,
 * which every engine adds in an order of its own. The relative error of such a sum is at most lambda u sqrt(n) to first order, u
 * = 2^-24 the unit roundoff of float32, with a probability of at least 1 - 2 exp(-lambda^2 / 2) if the single errors are
 * independent and have mean 0 (Higham and Mary, SIAM J. Sci. Comput. 41 (2019) A2815, section 2). With lambda = 7 it is exceeded
 * once in 2 x 10^10 sums. The errors of the layers add up if no layer amplifies the relative error of what it is given; two
 * engines err independently, hence twice the sum. A difference beyond it needs another cause than one step's rounding: rounding of
 * earlier steps that the training has amplified, or another function.
 *
 * @param forward sum of sqrt(n) over the layers, of their results; batch statistics are sums too
 * @param backward the same of the gradients of their inputs, and of the longest sum of a gradient of weights
 */
public record Rounding(double forward, double backward) {
    private static final double LAMBDA = 7;
    private static final double UNIT = 0x1p-24;

    /** Largest relative difference of a loss that rounding explains. */
    public double ofLosses() {
        return 2 * LAMBDA * UNIT * forward;
    }

    /** Largest difference of the weights of a parameter, relative to its largest weight, that rounding explains. */
    public double ofWeights() {
        return 2 * LAMBDA * UNIT * (forward + backward);
    }

    /** The rule, for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "Beyond rounding is a loss that differs by more than %.1e of itself, or a weight by more than %.1e of the largest of"
                        + " its parameter (2 lambda u times the sum over the layers of sqrt(n), the root of the number of terms"
                        + " of a result; lambda = 7, u = 2^-24; Higham and Mary 2019).",
                ofLosses(),
                ofWeights());
    }
}
