package org.ctbench.harness.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a decision does among those who have a class and among the others, and what follows at another prevalence, which the sample's own
 * shares of the classes do not enter.
 *
 * @param sensitivity share of those with the class who are found, in [0, 1]
 * @param specificity share of the others who are not, in [0, 1]
 */
public record OperatingPoint(double sensitivity, double specificity) {
    /** @throws IllegalArgumentException if a share is not in [0, 1] */
    public OperatingPoint {
        if (!(sensitivity >= 0 && sensitivity <= 1 && specificity >= 0 && specificity <= 1)) {
            throw new IllegalArgumentException("sensitivity " + sensitivity + ", specificity " + specificity);
        }
    }

    /** From counts; empty if either kind is missing. */
    public static Optional<OperatingPoint> of(double hits, double ofClass, double falsePositives, double others) {
        return ofClass == 0 || others == 0
                ? Optional.empty()
                : Optional.of(new OperatingPoint(hits / ofClass, 1 - falsePositives / others));
    }

    /**
     * Share of those found who have the class, by Bayes' theorem (Altman and Bland, BMJ 309 (1994) 102); empty if none is found.
     *
     * @param prevalence of the class, in (0, 1)
     */
    public OptionalDouble ppv(double prevalence) {
        return share(sensitivity * prevalence, (1 - specificity) * (1 - prevalence));
    }

    /** Share of those not found who do not have the class, likewise; empty if all are found. */
    public OptionalDouble npv(double prevalence) {
        return share(specificity * (1 - prevalence), (1 - sensitivity) * prevalence);
    }

    /**
     * Net benefit of the decision, in true positives for each person: Vickers and Elkin, Medical Decision Making 26 (2006) 565.
     *
     * @param prevalence of the class, in (0, 1)
     * @param threshold probability of the class from which on one would treat, in (0, 1)
     */
    public double netBenefit(double prevalence, double threshold) {
        return sensitivity * prevalence - (1 - specificity) * (1 - prevalence) * threshold / (1 - threshold);
    }

    /** Net benefit of treating all; that of treating none is 0. */
    public static double treatAll(double prevalence, double threshold) {
        return new OperatingPoint(1, 0).netBenefit(prevalence, threshold);
    }

    private static OptionalDouble share(double part, double rest) {
        return part + rest == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / (part + rest));
    }
}
