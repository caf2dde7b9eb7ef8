package org.ctbench.harness.check;

import org.apache.commons.statistics.distribution.TDistribution;
import org.ctbench.harness.power.Detection;
import org.ctbench.harness.statistics.SeedDeviation;

/**
 * When a metric counts as fallen. D is the mean over the trainings of the baseline minus the mean over those of the run, n1 and n2
 * trainings that differ in their seed alone; S = s² (1 / n1 + 1 / n2) for the seed deviation s pooled over both sides, known from f degrees
 * of freedom; w the variance of D by resampling patients; m the margin of the metric: the drop that does not matter. A check of k
 * metrics fails a metric exactly if
 *
 * <pre>  D &gt; max(m, t(f, a / k) sqrt(S), t(f', a / k) sqrt(w + S))   where a = 1 - confidence, f' = f ((w + S) / S)²</pre>
 *
 * and t(f, p) leaves p of Student's distribution with f degrees of freedom above it: that is, if it is beyond the margin, beyond what
 * seeds do on the same images, and beyond what seeds and other patients do.
 *
 * <ul>
 *   <li>No change: on the same images D is normal around 0 with the variance that S estimates, and D / sqrt(S) is Student's t (Student's
 *       test of two means): each metric fails with a probability of at most a / k, and the run with at most a (Bonferroni), whatever
 *       the metrics have to do with each other. For 95 %: at most 5 % of runs. The second term alone promises that; the third, with the
 *       degrees of freedom of Satterthwaite (Biometrics Bulletin 2 (1946) 110), which are an approximation, can only make it less.
 *   <li>The third term makes it a statement about other patients too: a change that moves some slices up and others down does not fail
 *       because the test split has more of the latter.
 *   <li>{@link #found} is the drop from which on a run fails with the probability that the confidence names.
 * </ul>
 *
 * @param confidence 1 - a, in (0.5, 1)
 * @param cells k, number of metrics that are checked together, 1 or more
 */
public record DropRule(double confidence, int cells) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public DropRule {
        if (!(confidence > 0.5 && confidence < 1) || cells < 1) {
            throw new IllegalArgumentException("confidence " + confidence + ", " + cells + " metrics");
        }
    }

    /**
     * Largest drop that passes.
     *
     * @param margin m, positive
     */
    public double threshold(double margin, DropError error) {
        double p = (1 - confidence) / cells;
        double seeds = quantile(error.seeds().degreesOfFreedom(), p) * error.ofSeeds();
        return Math.max(margin, Math.max(seeds, quantile(error.degreesOfFreedom(), p) * error.total()));
    }

    /**
     * The drop from which on a run fails with a probability of {@code confidence}, if it varies as the baseline does: D is normal with the
     * variance w + S, and s is estimated from f degrees of freedom. Without w and margin that is the power of the noncentral t
     * distribution. A run that fell makes more errors and varies more, so that fewer fail ({@code CheckCoverageTest}).
     */
    public double found(double margin, DropError error) {
        SeedDeviation seeds = error.seeds();
        return Detection.smallest(
                error.total(),
                seeds.degreesOfFreedom(),
                ratio -> {
                    SeedDeviation shown = new SeedDeviation(seeds.deviation() * ratio, seeds.degreesOfFreedom());
                    return threshold(margin, new DropError(error.sampling(), shown, error.before(), error.now()));
                },
                confidence);
    }

    private static double quantile(double freedom, double above) {
        return TDistribution.of(freedom).inverseSurvivalProbability(above);
    }
}
