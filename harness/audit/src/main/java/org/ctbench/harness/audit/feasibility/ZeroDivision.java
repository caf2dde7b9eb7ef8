package org.ctbench.harness.audit.feasibility;

import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Ratio;

/**
 * What a score that divides 0 by 0 counts as: the precision of a class that was never predicted, the sensitivity of a class without
 * images. scikit-learn has the first two and, as {@code zero_division=nan}, the last.
 */
public enum ZeroDivision {
    /** 0. */
    ZERO("0/0 counts as 0"),
    /** 1. */
    ONE("0/0 counts as 1"),
    /** Nothing: means are over the other classes. So do their F1, which are worked out from precision and sensitivity. */
    LEFT_OUT("means leave out the classes whose precision or sensitivity is 0/0"),
    /** Nothing in means of precision and sensitivity; 0 in those of F1, which is 2 TP over all that is not TN, and defined. */
    LEFT_OUT_BUT_F1(
            "means leave out the classes whose precision or sensitivity is 0/0, but those of F1 count 0 for them");

    private final String words;

    ZeroDivision(String words) {
        this.words = words;
    }

    /** As a condition: {@code 0/0 counts as 1}. */
    public String words() {
        return words;
    }

    /** What it counts as where it is not left out. */
    public int value() {
        return this == ONE ? 1 : 0;
    }

    /** Whether a mean of the ratio leaves such classes out. */
    public boolean leavesOut(Ratio ratio) {
        return this == LEFT_OUT || (this == LEFT_OUT_BUT_F1 && ratio != Metric.F1.ratio());
    }
}
