package org.ctbench.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropRuleTest {
    private static final List<String> CLASSES = List.of("Normal", "CP", "NCP");
    private static final List<ClassificationMetric> METRICS = List.of(
            ClassificationMetric.accuracy(),
            ClassificationMetric.of(Metric.SENSITIVITY, CLASSES, 0),
            ClassificationMetric.of(Metric.SENSITIVITY, CLASSES, 2));

    @Test
    void oneMetricNeedsAMarginOf1645StandardErrors() {
        DropRule rule = new DropRule(0.95, 1);

        assertEquals(0.01 * 1.6448536269514722, rule.smallestMargin(0.01), 1e-12);
        assertEquals(0.02, rule.threshold(0.02, 0.01), 0);
        assertEquals(0.01 * 1.6448536269514722, rule.threshold(0.005, 0.01), 1e-12);
    }

    @Test
    void aDropOfExactlyTheThresholdPasses() {
        DropRule rule = new DropRule(0.95, 4);

        assertTrue(!rule.fails(0.02, 0.02, 0));
        assertTrue(rule.fails(Math.nextUp(0.02), 0.02, 0));
    }

    /** The errors of the normal distribution, at margins below, at and above the smallest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 14, 100})
    void bothErrorsAreAtMostFivePercentWhereTheMarginIsLargeEnough(int cells) {
        DropRule rule = new DropRule(0.95, cells);
        double error = 0.013;
        double smallest = rule.smallestMargin(error);
        NormalDistribution normal = NormalDistribution.of(0, error);

        for (double margin : List.of(smallest, 1.1 * smallest, 2 * smallest)) {
            double falseAlarm = cells * normal.survivalProbability(rule.threshold(margin, error));
            double missed = normal.cumulativeProbability(rule.threshold(margin, error) - 2 * margin);
            assertTrue(falseAlarm <= 0.05 + 1e-12, margin + ": " + falseAlarm);
            assertTrue(missed <= 0.05 + 1e-12, margin + ": " + missed);
        }
        double small = 0.9 * smallest;
        assertTrue(
                normal.cumulativeProbability(rule.threshold(small, error) - 2 * small) > 0.05, "no smaller one does");
        assertTrue(cells * normal.survivalProbability(rule.threshold(1e-9, error)) <= 0.05 + 1e-12, "nor harms");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DropRule(0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new DropRule(0.95, 0));
    }

    /**
     * Whole runs of three metrics, 90 patients with 8 slices each, both models from the patients' own probabilities: at
     * the smallest margin at most 5 % of runs without change fail, and at least 95 % of those with a drop of twice the margin.
     */
    @Test
    @Tag("slow")
    void thousandRunsWithoutChangeAndThousandWithADropOfTwiceTheMarginAreToldApart() {
        DropRule rule = new DropRule(0.95, METRICS.size());
        double[] margins = smallestMargins(rule);
        int unchanged = 0;
        int dropped = 0;
        int[] found = new int[METRICS.size()];
        for (int run = 0; run < 1000; run++) {
            SeededRandom random = SeededRandom.of(run, "check");
            boolean[] calm = fails(rule, margins, differences(random, 0, run));
            boolean[] worse = new boolean[METRICS.size()];
            for (int f = 0; f < worse.length; f++) { // every metric falls by twice its own margin
                worse[f] = fails(rule, margins, differences(random, 2 * margins[f], run))[f];
                found[f] += worse[f] ? 1 : 0;
            }
            unchanged += calm[0] || calm[1] || calm[2] ? 1 : 0;
            dropped += worse[0] || worse[1] || worse[2] ? 1 : 0;
        }

        assertTrue(unchanged <= 50, unchanged + " of 1000 runs without change failed");
        assertTrue(unchanged >= 5, "only " + unchanged + " failed: the test would be blunt");
        assertTrue(dropped >= 950, dropped + " of 1000 runs with a drop failed");
        for (int f = 0; f < found.length; f++) {
            // at the smallest margin 95 % exactly; 4 standard errors of 1000 runs are 2.8 %, and the margin is known to
            // 4 %
            assertEquals(0.95, found[f] / 1000.0, 0.035, METRICS.get(f).id());
        }
    }

    /** Margins from how much the drops of 200 other runs vary that fell by twice the margin themselves, found in two rounds. */
    private static double[] smallestMargins(DropRule rule) {
        double[] margins = new double[METRICS.size()];
        for (int f = 0; f < margins.length; f++) {
            for (int round = 0; round < 2; round++) {
                double[] drops = new double[200];
                for (int run = 0; run < drops.length; run++) {
                    SeededRandom random = SeededRandom.of(run, "pilot/" + round);
                    drops[run] = differences(random, 2 * margins[f], run)
                            .get(f)
                            .effect()
                            .orElseThrow();
                }
                margins[f] = rule.smallestMargin(deviation(drops));
            }
        }
        return margins;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    private static boolean[] fails(DropRule rule, double[] margins, List<PairedDifference> differences) {
        boolean[] fails = new boolean[margins.length];
        for (int f = 0; f < fails.length; f++) {
            PairedDifference d = differences.get(f);
            double error = d.uncertainty().known().orElseThrow().standardError();
            fails[f] = rule.fails(d.effect().orElseThrow(), margins[f], error);
        }
        return fails;
    }

    /** Baseline less run, whose predictions are right less often by {@code drop}. */
    private static List<PairedDifference> differences(SeededRandom random, double drop, long seed) {
        List<String> ids = new ArrayList<>();
        int slices = 3 * 30 * 8;
        int[] truth = new int[slices];
        int[] before = new int[slices];
        int[] now = new int[slices];
        for (int i = 0; i < slices; ) {
            int c = i / (30 * 8);
            double own = 0.8 + 0.15 * (2 * random.nextDouble() - 1);
            double changed = 0.05 * (2 * random.nextDouble() - 1); // what the patient does to this run alone
            for (int s = 0; s < 8; s++, i++) {
                ids.add("p" + (i - s));
                truth[i] = c;
                before[i] = random.nextDouble() < own ? c : (c + 1) % 3;
                now[i] = random.nextDouble() < own + changed - drop ? c : (c + 1) % 3;
            }
        }
        return PairedDifference.of(
                ClassPredictions.of(CLASSES, truth, now).ofPatients(ids),
                ClassPredictions.of(CLASSES, truth, before).ofPatients(ids),
                METRICS,
                new Resampling(0.95, 200, seed, 1));
    }
}
