package org.ctbench.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.SeedDeviation;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DropRuleTest {
    private static final double NO_MARGIN = 1e-9;

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/check/drop-rule.csv", numLinesToSkip = 1) // made by check_and_power.py
    void thresholdsAreThoseOfScipy(
            double confidence,
            int cells,
            double margin,
            double sampling,
            double deviation,
            double freedom,
            int before,
            int now,
            double threshold,
            double found) {
        DropRule rule = new DropRule(confidence, cells);
        DropError error = new DropError(
                sampling == 0 ? OptionalDouble.empty() : OptionalDouble.of(sampling),
                new SeedDeviation(deviation, freedom),
                before,
                now);

        assertEquals(threshold, rule.threshold(margin, error), 1e-8 * threshold);
        assertEquals(found, rule.found(margin, error), 2e-3 * found);
    }

    @Test
    void theDeviationOfBothSidesIsPooled() {
        SeedDeviation pooled = DropError.pooled(List.of(0.90, 0.92, 0.91), List.of(0.88, 0.89), 0.001, Optional.empty())
                .orElseThrow();

        assertEquals(3, pooled.degreesOfFreedom());
        assertEquals(Math.sqrt((2 * 1e-4 + 0.5e-4) / 3), pooled.deviation(), 1e-12);
    }

    @Test
    void seedsThatAllGiveOneValueVaryLessThanOneImageShows() {
        SeedDeviation pooled = DropError.pooled(List.of(0.9, 0.9, 0.9), List.of(0.9), 0.003, Optional.empty())
                .orElseThrow();

        assertEquals(2, pooled.degreesOfFreedom());
        assertEquals(0.003 / Math.sqrt(3), pooled.deviation(), 1e-12);
    }

    @Test
    void singleTrainingsHaveTheStatedDeviationOrNone() {
        SeedDeviation stated = new SeedDeviation(0.013, 7);

        assertEquals(Optional.of(stated), DropError.pooled(List.of(0.9), List.of(0.8), 0.001, Optional.of(stated)));
        assertEquals(Optional.empty(), DropError.pooled(List.of(0.9), List.of(0.8), 0.001, Optional.empty()));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DropRule(0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new DropRule(0.95, 0));
    }

    /**
     * Means of normal values without any margin: one metric of trainings alone fails in exactly 5 %; several metrics, and the sampling of
     * patients in the error beside seeds that respond to these patients, make it less.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 2, 1, 0",
        "3, 3, 1, 0",
        "10, 10, 1, 0",
        "5, 1, 1, 0",
        "2, 2, 6, 0",
        "5, 5, 6, 0",
        "10, 10, 20, 0",
        "2, 2, 1, 0.5",
        "3, 3, 6, 0.5",
        "5, 5, 1, 1",
        "2, 3, 6, 1"
    })
    void unchangedRunsFailInAtMostFivePercent(int before, int now, int cells, double shareOnImages) {
        int runs = cells == 1 ? 10_000 : 2_000;
        double deviation = 0.013;
        double sampling = deviation * Math.sqrt(shareOnImages * (1.0 / before + 1.0 / now));
        DropRule rule = new DropRule(0.95, cells);
        SeededRandom random = SeededRandom.of(before, now + "/" + cells + "/" + shareOnImages);
        int failed = 0;
        for (int run = 0; run < runs; run++) {
            boolean fails = false;
            for (int cell = 0; cell < cells; cell++) {
                List<Double> first = draw(random, before, deviation);
                List<Double> second = draw(random, now, deviation);
                DropError error = new DropError(
                        sampling == 0 ? OptionalDouble.empty() : OptionalDouble.of(sampling),
                        DropError.pooled(first, second, 0.001, Optional.empty()).orElseThrow(),
                        before,
                        now);
                fails |= mean(first) - mean(second) > rule.threshold(NO_MARGIN, error);
            }
            failed += fails ? 1 : 0;
        }

        double rate = (double) failed / runs;
        double bound = 4 * Math.sqrt(0.05 * 0.95 / runs);
        assertTrue(rate <= 0.05 + bound, "rate " + rate);
        if (cells == 1 && sampling == 0) {
            assertEquals(0.05, rate, bound, "Student's test is exact");
        }
    }

    private static List<Double> draw(SeededRandom random, int n, double deviation) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add(0.7 + deviation * random.nextGaussian());
        }
        return values;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
