package org.ctbench.harness.check;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * When a metric counts as fallen. Let d be the true drop of a metric from the baseline to the run, D its estimate, normal
 * around d with standard error e, and m the margin of the metric: the drop that nobody minds. A check of k metrics fails a
 * metric exactly if
 *
 * <pre>  D &gt; max(m, z(a / k) e)   where a = 1 - confidence and z(p) leaves p above it</pre>
 *
 * that is, if the estimated drop exceeds the margin and its one-sided lower bound, corrected for k metrics, is above zero.
 *
 * <ul>
 *   <li>No change: d = 0 for all k. Each fails with a probability of at most P(D &gt; z(a / k) e) = a / k, so the run with
 *       at most a (Bonferroni), whatever the metrics have to do with each other. For 95 %: at most 5 % of runs.
 *   <li>A drop of twice the margin, d = 2 m, is missed with a probability of P(D &lt;= max(m, z(a / k) e)) = max(Phi(-m /
 *       e), Phi(z(a / k) - 2 m / e)), at most a if m &gt;= e (z(a / k) + z(a)) / 2: {@link #smallestMargin}. For one metric
 *       that is m &gt;= 1.645 e. No test does with less: errors of a on both sides of 2 m need 2 m &gt;= 2 z(a) e (Neyman
 *       and Pearson).
 * </ul>
 *
 * <p>e is the standard error of the run that is checked. One that fell makes more errors, so that its e may be larger than
 * that of a run without change; {@code --accept}, which must guess e before there is a run, says what it takes for it.
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
     * Largest estimated drop that passes.
     *
     * @param margin m, positive
     * @param error e, 0 or more
     */
    public double threshold(double margin, double error) {
        return Math.max(margin, z((1 - confidence) / cells) * error);
    }

    /** Whether a metric fails. */
    public boolean fails(double drop, double margin, double error) {
        return drop > threshold(margin, error);
    }

    /** Smallest margin of which a drop of twice the margin is missed with a probability of at most 1 - confidence. */
    public double smallestMargin(double error) {
        return error * (z((1 - confidence) / cells) + z(1 - confidence)) / 2;
    }

    private static double z(double above) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(above);
    }
}
