package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class LevelChangeTest {
    private static final LevelChange TEST = new LevelChange(LevelChange.ORDERS);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/golden/change-points.csv",
            numLinesToSkip = 1) // made by src/test/golden/change_points.py
    void agreesWithTheReference(String id, String values, int before, double p, double error) {
        double[] series = Arrays.stream(values.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();

        LevelChange.Change change = TEST.of(series, id).orElseThrow();

        assertEquals(before, change.before());
        if (error == 0) {
            assertEquals(p, change.p(), 1e-12);
        } else {
            double own = Math.sqrt(p * (1 - p) / LevelChange.ORDERS);
            assertEquals(p, change.p(), 4 * Math.hypot(error, own));
        }
    }

    @Test
    void equalValuesAreNoChange() {
        assertEquals(Optional.empty(), TEST.of(new double[] {0.9, 0.9, 0.9}, ""));
        assertEquals(Optional.empty(), TEST.of(new double[] {0.9}, ""));
        assertEquals(Optional.empty(), TEST.of(new double[0], ""));
    }

    @Test
    void theSameSeriesAlwaysHasTheSameP() {
        double[] series = {0.91, 0.9, 0.92, 0.91, 0.93, 0.9, 0.89, 0.9, 0.88, 0.87};

        assertEquals(TEST.of(series, "a"), TEST.of(series, "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 1",
        "6, 3, 0.1",
        "7, 3, 0.05714285714285714",
        "8, 4, 0.02857142857142857",
        "8, 1, 0.25",
        "12, 2, 0.030303030303030304",
        "200, 100, 5e-5"
    })
    void thereIsASmallestP(int n, int after, double p) {
        assertEquals(p, LevelChange.smallest(n, after), 1e-15);
    }

    @Test
    void aCleanFallHasTheSmallestP() {
        double[] series = {0.95, 0.96, 0.94, 0.95, 0.80, 0.81, 0.79, 0.82};

        assertEquals(
                new LevelChange.Change(4, LevelChange.smallest(8, 4)),
                TEST.of(series, "").orElseThrow());
    }

    /**
     * At most 5 % of series without a change look like one. Normal values come close to that; of skewed ones, such as those near the
     * best value, fewer do, as an outlier is as likely first or last as elsewhere.
     */
    @ParameterizedTest
    @CsvSource({
        "8, false, 0.01",
        "12, false, 0.035",
        "20, false, 0.04",
        "8, true, 0.005",
        "12, true, 0.015",
        "20, true, 0.015"
    })
    void falseAlarmsAreAtMostAsManyAsStated(int runs, boolean skewed, double atLeast) {
        LevelChange test = new LevelChange(399);
        int series = 1_500;
        int alarms = 0;
        for (int s = 0; s < series; s++) {
            SeededRandom random = SeededRandom.of(s, "false alarms");
            double[] values = new double[runs];
            for (int i = 0; i < runs; i++) {
                double noise = random.nextGaussian();
                values[i] = skewed ? 1 - 0.01 * noise * noise : 0.9 + 0.01 * noise;
            }
            alarms += test.of(values, "" + s).orElseThrow().p() <= Trends.ALPHA ? 1 : 0;
        }

        double rate = (double) alarms / series;
        assertTrue(rate <= 0.05 + 3 * Math.sqrt(0.05 * 0.95 / series), rate + " of the series");
        assertTrue(rate >= atLeast, rate + " of the series");
    }

    /** How often a fall by so many standard deviations is found, of 15 runs before it and some after it. */
    @ParameterizedTest
    @CsvSource({"1, 4, 0.02, 0.10", "2, 3, 0.64, 0.76", "3, 3, 0.87, 0.95", "5, 2, 0.74, 0.85", "8, 2, 0.89, 0.96"})
    void fallsAreFoundAsOftenAsStated(int after, double deviations, double atLeast, double atMost) {
        LevelChange test = new LevelChange(399);
        int series = 500;
        int found = 0;
        for (int s = 0; s < series; s++) {
            SeededRandom random = SeededRandom.of(s, "power");
            double[] values = new double[15 + after];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i < 15 ? 0 : -deviations) + random.nextGaussian();
            }
            found += test.of(values, "" + s).orElseThrow().p() <= Trends.ALPHA ? 1 : 0;
        }

        double rate = (double) found / series;
        assertTrue(rate >= atLeast && rate <= atMost, rate + " of the series");
    }
}
