package org.ctbench.harness.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Logistic recalibration of the probabilities of one class against the others: y ~ a + b logit(p) for the slope b, y ~ a + logit(p)
 * for the intercept a, by maximum likelihood (Van Calster et al., BMC Medicine 17 (2019) 230; Cox, Biometrika 45 (1958) 562).
 *
 * <p>Probabilities nearer to 0 or 1 than 2^-24, which is the nearest that a float32 below 1 can be to 1, count as so near: the logit of
 * 0 and 1 is infinite. There is no slope where the probabilities separate the class from the others: then it is infinite.
 *
 * <p>A replicate of the bootstrap takes one Newton step from the estimates of all slices, so that it needs sums alone (Davidson and
 * MacKinnon, International Economic Review 40 (1999) 487); the error of that is of a higher order than the bootstrap's own. A replicate whose intercept would move by more than 1, as it happens
 * where nearly all probabilities are 0 or 1, has none.
 */
final class Recalibration {
    /** How many sums a slice adds to. */
    static final int WIDTH = 7;

    private static final double LEAST = 0x1p-24;
    private static final double PRECISION = 1e-12; // of a Newton step, in units of the parameters
    private static final int MOST_STEPS = 200;
    private static final double LARGEST_STEP = 1; // of an intercept: its error is then below 1/2, and of 0.2 below 0.02

    private final double[] logits;
    private final boolean[] own;
    private final boolean separated;
    private final double[] line; // a and b of the slope's regression; not used where separated
    private final double intercept;
    private final double[] onLine; // probability of each slice by the slope's regression
    private final double[] moved; // and by that of the intercept

    private Recalibration(double[] logits, boolean[] own) {
        this.logits = logits;
        this.own = own;
        this.separated = separates(logits, own);
        this.line = separated ? new double[] {0, 1} : fit(true);
        this.intercept = isOfOneKind(own) ? 0 : fit(false)[0];
        this.onLine =
                Arrays.stream(logits).map(x -> logistic(line[0] + line[1] * x)).toArray();
        this.moved = Arrays.stream(logits).map(x -> logistic(intercept + x)).toArray();
    }

    /** That of a class; without slices of it, or without others, it has no meaning. */
    static Recalibration of(ClassPredictions predictions, int c) {
        double[] logits = new double[predictions.slices()];
        boolean[] own = new boolean[logits.length];
        for (int slice = 0; slice < logits.length; slice++) {
            double p = Math.max(LEAST, Math.min(1 - LEAST, predictions.probability(slice, c)));
            logits[slice] = StrictMath.log(p) - StrictMath.log1p(-p);
            own[slice] = predictions.truth(slice) == c;
        }
        return new Recalibration(logits, own);
    }

    /** Why there is no slope; empty where there is one. */
    Optional<String> noSlopeBecause() {
        return separated
                ? Optional.of("the probabilities separate the class from the others, or are all equal")
                : Optional.empty();
    }

    /** Adds what a slice adds, that often, to the sums from {@code at} on. */
    void add(int slice, int times, double[] sums, int at) {
        double x = logits[slice];
        double y = own[slice] ? 1 : 0;
        double p = onLine[slice];
        double w = p * (1 - p);
        sums[at] += times * (y - p);
        sums[at + 1] += times * (y - p) * x;
        sums[at + 2] += times * w;
        sums[at + 3] += times * w * x;
        sums[at + 4] += times * w * x * x;
        double p0 = moved[slice];
        sums[at + 5] += times * (y - p0);
        sums[at + 6] += times * p0 * (1 - p0);
    }

    /** The slope of a replicate, from its sums. */
    OptionalDouble slope(double[] sums, int at) {
        double determinant = sums[at + 2] * sums[at + 4] - sums[at + 3] * sums[at + 3];
        return separated || !(determinant > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(line[1] + (sums[at + 2] * sums[at + 1] - sums[at + 3] * sums[at]) / determinant);
    }

    /** The intercept of a replicate, from its sums; empty where one step is not enough. */
    OptionalDouble intercept(double[] sums, int at) {
        double step = sums[at + 5] / sums[at + 6];
        return Math.abs(step) <= LARGEST_STEP ? OptionalDouble.of(intercept + step) : OptionalDouble.empty();
    }

    /** Whether a logistic regression has no finite slope: a threshold has all of one kind on one side, ties at it aside. */
    private static boolean separates(double[] logits, boolean[] own) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < logits.length; i++) {
            int kind = own[i] ? 1 : 0;
            low[kind] = Math.min(low[kind], logits[i]);
            high[kind] = Math.max(high[kind], logits[i]);
        }
        return high[0] <= low[1] || high[1] <= low[0];
    }

    private static boolean isOfOneKind(boolean[] own) {
        for (boolean one : own) {
            if (one != own[0]) {
                return false;
            }
        }
        return true;
    }

    /** Newton's method, each step halved until the likelihood does not fall. */
    private double[] fit(boolean withSlope) {
        double[] at = {0, 1};
        double likelihood = likelihood(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] move = move(at, withSlope);
            double[] next = {at[0] + move[0], at[1] + move[1]};
            double found = likelihood(next);
            while (found < likelihood && Math.abs(move[0]) + Math.abs(move[1]) > PRECISION) {
                move = new double[] {move[0] / 2, move[1] / 2};
                next = new double[] {at[0] + move[0], at[1] + move[1]};
                found = likelihood(next);
            }
            if (Math.abs(move[0]) + Math.abs(move[1]) <= PRECISION) {
                return at;
            }
            at = next;
            likelihood = found;
        }
        throw new IllegalStateException("the recalibration did not converge");
    }

    private double[] move(double[] at, boolean withSlope) {
        double g0 = 0;
        double g1 = 0;
        double h00 = 0;
        double h01 = 0;
        double h11 = 0;
        for (int i = 0; i < logits.length; i++) {
            double x = logits[i];
            double p = logistic(at[0] + at[1] * x);
            double w = p * (1 - p);
            g0 += (own[i] ? 1 : 0) - p;
            g1 += ((own[i] ? 1 : 0) - p) * x;
            h00 += w;
            h01 += w * x;
            h11 += w * x * x;
        }
        if (!withSlope) {
            return new double[] {g0 / h00, 0};
        }
        double determinant = h00 * h11 - h01 * h01;
        return new double[] {(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant};
    }

    private double likelihood(double[] at) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double z = at[0] + at[1] * logits[i];
            double signed = own[i] ? -z : z;
            sum -= Math.max(0, signed) + StrictMath.log1p(StrictMath.exp(-Math.abs(signed)));
        }
        return sum;
    }

    private static double logistic(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
}
