package org.ctbench.harness.audit.tables;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Between which values the area under a ROC curve lies that goes through a point. A curve only rises, so that it lies above the steps from
 * (0, 0) through the point to (1, 1) that go right before they go up, and below those that go up first; both are curves themselves.
 *
 * @param low smallest area
 * @param high largest area
 */
record AucBounds(BigFraction low, BigFraction high) {
    /**
     * Of one curve.
     *
     * @param sensitivity in [0, 1]
     * @param specificity in [0, 1]
     */
    static AucBounds of(BigFraction sensitivity, BigFraction specificity) {
        BigFraction missed = BigFraction.ONE.subtract(sensitivity);
        BigFraction falsePositives = BigFraction.ONE.subtract(specificity);
        return new AucBounds(
                sensitivity.multiply(specificity), BigFraction.ONE.subtract(missed.multiply(falsePositives)));
    }

    /**
     * Of the mean over several curves, each through its own point, of which the mean is known. Each area is at least sensitivity +
     * specificity - 1, and at most their sum.
     */
    static AucBounds ofMeans(BigFraction sensitivity, BigFraction specificity) {
        BigFraction sum = sensitivity.add(specificity);
        BigFraction beyond = sum.subtract(BigFraction.ONE);
        return beyond.signum() < 0 ? new AucBounds(BigFraction.ZERO, sum) : new AucBounds(beyond, BigFraction.ONE);
    }
}
