package org.ctbench.harness.audit.feasibility;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A figure of one class, as a function of its hits t and its false positives f: never falling in t, never rising in f. With n
 * images of the class and N in all.
 */
public enum Ratio {
    /** t / n. */
    SENSITIVITY {
        @Override
        long numerator(long n, long all, long t, long f) {
            return t;
        }

        @Override
        long denominator(long n, long all, long t, long f) {
            return n;
        }
    },
    /** t / (t + f); 0/0 if nothing was given to the class. */
    PRECISION {
        @Override
        long numerator(long n, long all, long t, long f) {
            return t;
        }

        @Override
        long denominator(long n, long all, long t, long f) {
            return t + f;
        }

        @Override
        Curve curve() {
            return Curve.BENDS_DOWN_IN_HITS;
        }

        @Override
        double hitsOfSlope(long n, long all, long f, double slope) {
            return f == 0 ? 1 : Math.sqrt(f / slope) - f;
        }

        @Override
        double falseOfSlope(long n, long all, long t, double slope) {
            return t == 0 ? 1 : Math.sqrt(-t / slope) - t;
        }
    },
    /** 2 t / (n + t + f). */
    F1 {
        @Override
        long numerator(long n, long all, long t, long f) {
            return 2 * t;
        }

        @Override
        long denominator(long n, long all, long t, long f) {
            return n + t + f;
        }

        @Override
        Curve curve() {
            return Curve.BENDS_DOWN_IN_HITS;
        }

        @Override
        double hitsOfSlope(long n, long all, long f, double slope) {
            return Math.sqrt(2.0 * (n + f) / slope) - (n + f);
        }

        @Override
        double falseOfSlope(long n, long all, long t, double slope) {
            return n + t == 0 ? 1 : Math.sqrt(-2.0 * t / slope) - (n + t);
        }
    },
    /** (N - n - f) / (N - n). */
    SPECIFICITY {
        @Override
        long numerator(long n, long all, long t, long f) {
            return all - n - f;
        }

        @Override
        long denominator(long n, long all, long t, long f) {
            return all - n;
        }
    },
    /** Negative predictive value, (N - n - f) / (N - t - f); 0/0 if everything was given to the class. */
    NEGATIVE_PREDICTIVE {
        @Override
        long numerator(long n, long all, long t, long f) {
            return all - n - f;
        }

        @Override
        long denominator(long n, long all, long t, long f) {
            return all - t - f;
        }

        @Override
        Curve curve() {
            return Curve.BENDS_DOWN_IN_FALSE;
        }

        @Override
        double hitsOfSlope(long n, long all, long f, double slope) {
            return all - n - f == 0 ? n - 1.0 : all - f - Math.sqrt((all - n - f) / slope);
        }

        @Override
        double falseOfSlope(long n, long all, long t, double slope) {
            return t == n ? all - n - 1.0 : all - t - Math.sqrt((n - t) / -slope);
        }
    },
    /** (N - n + t - f) / N: the class against the rest. */
    ONE_AGAINST_REST {
        @Override
        long numerator(long n, long all, long t, long f) {
            return all - n + t - f;
        }

        @Override
        long denominator(long n, long all, long t, long f) {
            return all;
        }
    },
    /** t / N: the class's part of the accuracy. */
    SHARE_OF_ALL {
        @Override
        long numerator(long n, long all, long t, long f) {
            return t;
        }

        @Override
        long denominator(long n, long all, long t, long f) {
            return all;
        }
    };

    /** How a ratio bends. */
    enum Curve {
        /** A straight line in both. */
        STRAIGHT,
        /** Concave in t, convex in f. */
        BENDS_DOWN_IN_HITS,
        /** Convex in t, concave in f. */
        BENDS_DOWN_IN_FALSE
    }

    /** The shape as a function of t and of f. */
    Curve curve() {
        return Curve.STRAIGHT;
    }

    /**
     * The t, not necessarily whole, at which the ratio rises by {@code slope} per image; no number if there is none. Where the
     * ratio jumps at an end, the whole number next to the jump.
     */
    double hitsOfSlope(long n, long all, long f, double slope) {
        return Double.NaN;
    }

    /** The f at which the ratio changes by {@code slope}, which is negative, per image; as {@link #hitsOfSlope}. */
    double falseOfSlope(long n, long all, long t, double slope) {
        return Double.NaN;
    }

    /** The smallest denominator in the box. */
    final long smallestDenominator(long n, long all, Box box, int c) {
        return Math.min(
                denominator(n, all, box.lowHits(c), box.lowFalse(c)),
                denominator(n, all, box.highHits(c), box.highFalse(c)));
    }

    /** What a hit adds, if the ratio is straight; 0 if it is 0/0. */
    final double perHit(long n, long all) {
        long below = denominator(n, all, 0, 0);
        return below == 0 ? 0 : (double) (numerator(n, all, 1, 0) - numerator(n, all, 0, 0)) / below;
    }

    /** What a false positive adds, if the ratio is straight; 0 if it is 0/0. */
    final double perFalse(long n, long all) {
        long below = denominator(n, all, 0, 0);
        return below == 0 ? 0 : (double) (numerator(n, all, 0, 1) - numerator(n, all, 0, 0)) / below;
    }

    abstract long numerator(long n, long all, long t, long f);

    abstract long denominator(long n, long all, long t, long f);

    /**
     * The figure, to within a few units of its last binary digit.
     *
     * @param undefined what 0/0 is
     */
    final double of(long n, long all, long t, long f, int undefined) {
        long below = denominator(n, all, t, f);
        return below == 0 ? undefined : (double) numerator(n, all, t, f) / below;
    }

    /** The figure exactly; empty if it is 0/0. */
    final Optional<BigFraction> exactly(long n, long all, long t, long f) {
        long below = denominator(n, all, t, f);
        return below == 0
                ? Optional.empty()
                : Optional.of(BigFraction.of(BigInteger.valueOf(numerator(n, all, t, f)), BigInteger.valueOf(below)));
    }

    /** Whether a mean over the classes can leave out this one: its precision or sensitivity is 0/0. */
    final boolean canBeLeftOut(long n, long t, long f) {
        return switch (this) {
            case SENSITIVITY -> n == 0;
            case PRECISION -> t + f == 0;
            case F1 -> n == 0 || t + f == 0;
            default -> false;
        };
    }
}
