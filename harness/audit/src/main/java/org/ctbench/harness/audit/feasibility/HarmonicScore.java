package org.ctbench.harness.audit.feasibility;

import java.math.RoundingMode;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.ValueWindow;

/**
 * The harmonic mean of two means over the classes, 2 P R / (P + R); 0 if both are 0. It is one of the two definitions of a
 * macro F1 that are in use: Opitz and Burst, arXiv:1911.03347.
 *
 * @param name as a reader knows it
 * @param precision P, a mean of precisions
 * @param sensitivity R, a mean of sensitivities
 */
record HarmonicScore(String name, WeightedScore precision, WeightedScore sensitivity) implements Score {
    HarmonicScore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(sensitivity, "sensitivity");
    }

    @Override
    public boolean isSameAs(Score other) {
        return other instanceof HarmonicScore o
                && o.precision.isSameAs(precision)
                && o.sensitivity.isSameAs(sensitivity);
    }

    @Override
    public HarmonicScore with(ZeroDivision other) {
        return new HarmonicScore(name, precision.with(other), sensitivity.with(other));
    }

    @Override
    public HarmonicScore ofPresent(ClassSizes sizes) {
        return new HarmonicScore(name, precision.ofPresent(sizes), sensitivity.ofPresent(sizes));
    }

    @Override
    public boolean leavesOut() {
        return precision.leavesOut() || sensitivity.leavesOut();
    }

    @Override
    public boolean dependsOnUndefined(ClassSizes sizes) {
        return true;
    }

    @Override
    public HarmonicScore without(ClassSizes sizes, BitSet neverPredicted) {
        return new HarmonicScore(
                name, precision.without(sizes, neverPredicted), sensitivity.without(sizes, neverPredicted));
    }

    @Override
    public Optional<BigFraction> step(ClassSizes sizes) {
        return Optional.empty();
    }

    @Override
    public BigFraction value(ClassSizes sizes, ClassErrors errors, RoundingMode irrational) {
        BigFraction p = precision.exactly(sizes, errors);
        BigFraction r = sensitivity.exactly(sizes, errors);
        BigFraction sum = p.add(r);
        return sum.signum() == 0 ? sum : p.multiply(r).multiply(2).divide(sum);
    }

    @Override
    public boolean lies(ClassSizes sizes, ClassErrors errors, ValueWindow window) {
        return window.contains(value(sizes, errors, RoundingMode.UNNECESSARY));
    }
}
