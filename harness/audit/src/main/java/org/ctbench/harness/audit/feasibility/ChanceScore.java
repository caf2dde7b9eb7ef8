package org.ctbench.harness.audit.feasibility;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.metrics.Formula.BeyondChance;
import org.ctbench.harness.metrics.Formula.BeyondChance.Sums;

/**
 * Agreement beyond chance, from -1 to 1. Matthews' coefficient is 0 if one class is given to all images, as scikit-learn prints it.
 *
 * @param name as a reader knows it
 * @param kind which of the two
 */
record ChanceScore(String name, BeyondChance kind) implements Score {
    private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final int DECIMALS = 30;

    ChanceScore {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }

    @Override
    public boolean isSameAs(Score other) {
        return other instanceof ChanceScore o && o.kind == kind;
    }

    @Override
    public BigFraction least() {
        return BigFraction.of(-1);
    }

    @Override
    public Optional<BigFraction> step(ClassSizes sizes) {
        return Optional.empty();
    }

    @Override
    public BigFraction value(ClassSizes sizes, ClassErrors errors, RoundingMode irrational) {
        Sums sums = Sums.of(errors.counts(sizes));
        if (kind == BeyondChance.KAPPA) {
            return kappa(sums);
        }
        BigInteger squared = sums.squaredDenominator();
        if (squared.signum() == 0) {
            return BigFraction.ZERO;
        }
        BigInteger root = squared.sqrt();
        if (root.multiply(root).equals(squared)) {
            return BigFraction.of(sums.above(), root);
        }
        BigDecimal quotient = new BigDecimal(sums.above()).divide(new BigDecimal(squared).sqrt(DIGITS), DIGITS);
        BigDecimal rounded = quotient.setScale(DECIMALS, irrational);
        return BigFraction.of(rounded.unscaledValue(), BigInteger.TEN.pow(DECIMALS));
    }

    @Override
    public boolean lies(ClassSizes sizes, ClassErrors errors, ValueWindow window) {
        Sums sums = Sums.of(errors.counts(sizes));
        if (kind == BeyondChance.KAPPA) {
            return window.contains(kappa(sums));
        }
        int fromLow = compareMatthews(sums, window.low());
        int fromHigh = compareMatthews(sums, window.high());
        return (fromLow > 0 || (fromLow == 0 && window.withLow()))
                && (fromHigh < 0 || (fromHigh == 0 && window.withHigh()));
    }

    private static BigFraction kappa(Sums sums) { // two classes have images: the chance is less than all
        return BigFraction.of(sums.above(), sums.all().subtract(sums.chance()));
    }

    /** Compares Matthews' coefficient with a fraction, by their signs and squares; it is 0 if one class is given to all images. */
    private static int compareMatthews(Sums sums, BigFraction with) {
        BigInteger squared = sums.squaredDenominator();
        int sign = squared.signum() == 0 ? 0 : sums.above().signum();
        if (sign != with.signum() || sign == 0) {
            return Integer.compare(sign, with.signum());
        }
        BigInteger own = sums.above()
                .multiply(sums.above())
                .multiply(with.getDenominator().pow(2));
        return sign * own.compareTo(with.getNumerator().pow(2).multiply(squared));
    }
}
