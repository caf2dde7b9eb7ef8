package org.ctbench.harness.statistics;

import java.util.Objects;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * By which rules a reproduced value is compared with the published one. They change no value, and are no part of the
 * plan's digest.
 *
 * @param confidence of intervals, in (0.5, 1); equivalence is tested one-sidedly, twice, with an error of 1 less it
 * @param replicates replicates of the bootstrap, 1,000 or more
 * @param margin differences below which two values count as the same
 */
public record VerdictRules(double confidence, int replicates, Margin margin) {
    private static final int LEAST_REPLICATES = 1000; // 25 of them beyond an end of a 95 % interval

    public VerdictRules {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new InvalidValue(
                    "confidence", confidence + " is not between 0.5 and 1", "write a share, as in 0.95 for 95 %");
        }
        Checks.atLeast("replicates", LEAST_REPLICATES, replicates);
        Objects.requireNonNull(margin, "margin");
    }

    /**
     * Margins of equivalence, in the units in which values are printed.
     *
     * @param percent percentage points, of accuracy, sensitivity, precision and F1; positive
     * @param ap of average precision, which is printed as a number in [0, 1]; positive
     */
    public record Margin(double percent, double ap) {
        public Margin {
            Checks.positive("percent", percent);
            Checks.positive("ap", ap);
        }
    }
}
