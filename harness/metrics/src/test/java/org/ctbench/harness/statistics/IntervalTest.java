package org.ctbench.harness.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ctbench.harness.metrics.Metric;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void whatIsPrintedOfAShareEndsWhereSharesEnd() {
        assertEquals(new Interval(0.25, 1), new Interval(0.25, 1.5).of(Metric.ACCURACY));
        assertEquals(new Interval(0, 0.75), new Interval(-0.25, 0.75).of(Metric.ACCURACY));
        assertEquals(new Interval(0.25, 0.75), new Interval(0.25, 0.75).of(Metric.ACCURACY));
        assertEquals(new Interval(-1, 0.75), new Interval(-1.25, 0.75).of(Metric.KAPPA));
    }

    /** Power and equivalence need the whole width: cut, a mean near 1 would look surer than it is. */
    @Test
    void theIntervalOverSeedsIsNotCutWhereItIsComputed() {
        List<String> classes = List.of("a", "b");
        int[] truth = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
        ClassPredictions right = ClassPredictions.of(classes, truth, new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 0});
        ClassPredictions wrong = ClassPredictions.of(classes, truth, new int[] {1, 1, 1, 0, 0, 1, 1, 1, 1, 1});

        Interval interval = SeedSpread.of(
                        List.of(right, wrong),
                        List.of(ClassificationMetric.accuracy()),
                        new Resampling(0.95, 1000, 1, 1))
                .get(0)
                .orElseThrow()
                .ofMean()
                .known()
                .orElseThrow()
                .interval();

        assertTrue(interval.high() > 1, interval.toString());
        assertEquals(0.8, (interval.low() + interval.high()) / 2, 1e-12);
    }
}
