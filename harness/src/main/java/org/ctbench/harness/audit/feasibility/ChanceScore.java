package org.ctbench.harness.audit.feasibility;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.Window;

/**
 * Agreement beyond chance, from -1 to 1. With N images in all, n<sub>c</sub> of them of class c and p<sub>c</sub> = t<sub>c</sub>
 * + f<sub>c</sub> given to it, let a = N Σ t<sub>c</sub> - Σ n<sub>c</sub> p<sub>c</sub>.
 *
 * @param name as a reader knows it
 * @param kind which of the two
 */
record ChanceScore(String name, Kind kind) implements Score {
    private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final int DECIMALS = 30;

    /** What a is divided by. */
    enum Kind {
        /** N² - Σ n<sub>c</sub> p<sub>c</sub>: Cohen, Educational and Psychological Measurement 20 (1960) 37. */
        KAPPA,
        /**
         * The root of (N² - Σ n<sub>c</sub>²)(N² - Σ p<sub>c</sub>²): Gorodkin, Computational Biology and Chemistry 28 (2004) 367. 0
         * if one class is given to all images, as scikit-learn prints it.
         */
        MATTHEWS
    }

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
    public BigFraction value(ClassSizes sizes, Errors errors, RoundingMode irrational) {
        Parts parts = Parts.of(sizes, errors);
        if (kind == Kind.KAPPA) {
            return parts.kappa();
        }
        BigInteger squared = parts.squaredDenominator();
        if (squared.signum() == 0) {
            return BigFraction.ZERO;
        }
        BigInteger root = squared.sqrt();
        if (root.multiply(root).equals(squared)) {
            return BigFraction.of(parts.above, root);
        }
        BigDecimal quotient = new BigDecimal(parts.above).divide(new BigDecimal(squared).sqrt(DIGITS), DIGITS);
        BigDecimal rounded = quotient.setScale(DECIMALS, irrational);
        return BigFraction.of(rounded.unscaledValue(), BigInteger.TEN.pow(DECIMALS));
    }

    @Override
    public boolean lies(ClassSizes sizes, Errors errors, Window window) {
        Parts parts = Parts.of(sizes, errors);
        if (kind == Kind.KAPPA) {
            return window.contains(parts.kappa());
        }
        int fromLow = parts.compareMatthews(window.low());
        int fromHigh = parts.compareMatthews(window.high());
        return (fromLow > 0 || (fromLow == 0 && window.withLow()))
                && (fromHigh < 0 || (fromHigh == 0 && window.withHigh()));
    }

    /**
     * Whole numbers that make up the scores.
     *
     * @param above a
     * @param all N²
     * @param chance Σ n p
     * @param truth Σ n²
     * @param given Σ p²
     */
    private record Parts(BigInteger above, BigInteger all, BigInteger chance, BigInteger truth, BigInteger given) {
        static Parts of(ClassSizes sizes, Errors errors) {
            BigInteger total = BigInteger.valueOf(sizes.total());
            BigInteger hits = BigInteger.ZERO;
            BigInteger chance = BigInteger.ZERO;
            BigInteger truth = BigInteger.ZERO;
            BigInteger given = BigInteger.ZERO;
            for (int c = 0; c < sizes.size(); c++) {
                BigInteger n = BigInteger.valueOf(sizes.images().get(c));
                BigInteger t = BigInteger.valueOf(errors.hits().get(c));
                BigInteger p = t.add(BigInteger.valueOf(errors.falsePositives().get(c)));
                hits = hits.add(t);
                chance = chance.add(n.multiply(p));
                truth = truth.add(n.multiply(n));
                given = given.add(p.multiply(p));
            }
            return new Parts(total.multiply(hits).subtract(chance), total.multiply(total), chance, truth, given);
        }

        BigFraction kappa() {
            return BigFraction.of(above, all.subtract(chance)); // two classes have images: the chance is less than all
        }

        BigInteger squaredDenominator() {
            return all.subtract(truth).multiply(all.subtract(given));
        }

        /** Compares the coefficient with a fraction, by their signs and squares. */
        int compareMatthews(BigFraction with) {
            BigInteger squared = squaredDenominator();
            int sign = squared.signum() == 0 ? 0 : above.signum();
            if (sign != with.signum() || sign == 0) {
                return Integer.compare(sign, with.signum());
            }
            BigInteger own =
                    above.multiply(above).multiply(with.getDenominator().pow(2));
            return sign * own.compareTo(with.getNumerator().pow(2).multiply(squared));
        }
    }
}
