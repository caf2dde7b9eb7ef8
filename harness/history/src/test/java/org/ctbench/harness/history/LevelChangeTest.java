package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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

    /** Of so many series together none could show a fall by one observation less. */
    @ParameterizedTest
    @CsvSource({"1, 8", "2, 9", "10, 11"})
    void soManyObservationsAreNeeded(int series, int observations) {
        double level = Trends.ALPHA / series;

        assertTrue(LevelChange.smallest(observations, observations / 2) <= level);
        assertTrue(LevelChange.smallest(observations - 1, (observations - 1) / 2) > level);
    }

    /**
     * At most 5 % of series without a change look like one. Normal values come close to that; of skewed ones, such as those near the
     * best value, fewer do, as an outlier is as likely first or last as elsewhere. The numbers are those of HISTORY.md.
     */
    @ParameterizedTest
    @CsvSource({"8, false, 2.3", "12, false, 4.6", "20, false, 4.9", "8, true, 1.3", "12, true, 2.7", "20, true, 3.1"})
    void falseAlarmsAreAsManyAsStated(int runs, boolean skewed, double percent) {
        int series = 1_500;
        int alarms = 0;
        for (int s = 0; s < series; s++) {
            SeededRandom random = SeededRandom.of(s, "false alarms");
            double[] values = new double[runs];
            for (int i = 0; i < runs; i++) {
                double noise = random.nextGaussian();
                values[i] = skewed ? 1 - 0.01 * noise * noise : 0.9 + 0.01 * noise;
            }
            alarms += showsAChange(values, s) ? 1 : 0;
        }

        assertEquals(percent, Math.round(1_000.0 * alarms / series) / 10.0);
    }

    /** How often a fall is found, of 15 runs before it and some after it. The numbers are those of HISTORY.md. */
    @ParameterizedTest
    @CsvSource({"2, 32, 70, 93", "3, 55, 91, 99", "5, 79, 99, 100", "8, 93, 100, 100"})
    void fallsAreFoundAsOftenAsStated(int after, int ofTwoDeviations, int ofThree, int ofFour) {
        assertEquals(
                List.of(ofTwoDeviations, ofThree, ofFour),
                List.of(percentFound(after, 2), percentFound(after, 3), percentFound(after, 4)));
    }

    @Test
    void oneRunAfterAFallCannotShowIt() {
        assertTrue(LevelChange.smallest(16, 1) > Trends.ALPHA);
    }

    private static int percentFound(int after, int deviations) {
        int series = 500;
        int found = 0;
        for (int s = 0; s < series; s++) {
            SeededRandom random = SeededRandom.of(s, "power");
            double[] values = new double[15 + after];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i < 15 ? 0 : -deviations) + random.nextGaussian();
            }
            found += showsAChange(values, s) ? 1 : 0;
        }
        return (int) Math.round(100.0 * found / series);
    }

    private static boolean showsAChange(double[] values, int series) {
        return new LevelChange(399).of(values, "" + series).orElseThrow().p() <= Trends.ALPHA;
    }
}
