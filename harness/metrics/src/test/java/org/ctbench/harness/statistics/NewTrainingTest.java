package org.ctbench.harness.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NewTrainingTest {
    /** Of quantiles of t, which the library finds by bracketing. */
    private static final double ACCURACY = 1e-8;

    @ParameterizedTest(name = "{0} {3}")
    @CsvFileSource(resources = "/golden/statistics/training.csv", numLinesToSkip = 1) // made by statistics.py
    void theIntervalOfAFurtherTrainingIsThatOfScipy(
            String name, String values, long images, double confidence, double low, double high) {
        Interval interval = NewTraining.of(numbers(values), 0, images).interval(confidence);

        assertEquals(low, interval.low(), ACCURACY);
        assertEquals(high, interval.high(), ACCURACY);
    }

    @Test
    void thePValueOfAPublishedValueIsThatOfScipy() throws IOException {
        int compared = 0;
        for (CSVRecord of : Examples.golden("training.csv")) {
            NewTraining training = NewTraining.of(numbers(of.get("values")), 0, Long.parseLong(of.get("images")));
            for (CSVRecord row : Examples.golden("published.csv")) {
                if (row.get("case").equals(of.get("case"))) {
                    double p = Double.parseDouble(row.get("p"));
                    assertEquals(p, training.p(number(row, "low"), number(row, "high")), 1e-10 + 1e-8 * p);
                    compared++;
                }
            }
        }
        assertEquals(42, compared);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/statistics/one.csv", numLinesToSkip = 1)
    void ofOneTrainingAKnownDeviationTimesTheRootOfTwoTellsTheRest(
            double value, double deviation, int freedom, double confidence, double low, double high, double between) {
        NewTraining training = NewTraining.ofOne(value, new SeedDeviation(deviation, freedom), 0, 1000);

        assertEquals(low, training.interval(confidence).low(), ACCURACY);
        assertEquals(high, training.interval(confidence).high(), ACCURACY);
        assertEquals(between, training.betweenTwo(confidence), ACCURACY);
    }

    @Test
    void aPooledDeviationIsTheRootOfTheMeanSquareWithinGroups() throws IOException {
        CSVRecord row = Examples.golden("pooled.csv").get(0);
        double[] deviations = numbers(row.get("deviations"));
        double[] freedoms = numbers(row.get("freedoms"));
        List<SeedDeviation> models = new ArrayList<>();
        for (int m = 0; m < deviations.length; m++) {
            models.add(new SeedDeviation(deviations[m], freedoms[m]));
        }

        SeedDeviation pooled = SeedDeviation.pooled(models);

        assertEquals(number(row, "deviation"), pooled.deviation(), 1e-12);
        assertEquals(number(row, "freedom"), pooled.degreesOfFreedom());
    }

    @Test
    void noIntervalLeavesTheRangeAndNoneJumpsWhereTheScaleChanges() {
        double before = 0;
        for (int i = 0; i <= 1000; i++) {
            double mean = i / 1000.0;
            Interval interval = NewTraining.of(
                            new double[] {Math.max(0, mean - 0.005), mean, Math.min(1, mean + 0.005)}, 0, 500)
                    .interval(0.95);
            assertTrue(interval.low() >= 0 && interval.high() <= 1, interval::toString);
            if (i > 40 && i < 960) {
                assertTrue(interval.contains(mean), mean + " " + interval);
                double step = before == 0 ? 0 : interval.low() - before;
                assertTrue(Math.abs(step) < 0.01, mean + " moves its lower end by " + step);
                before = interval.low();
            }
        }
    }

    @Test
    void metricsThatMayBeNegativeHaveTheirOwnRange() {
        NewTraining kappa = NewTraining.of(new double[] {-0.1, 0, 0.1}, -1, 100);

        Interval interval = kappa.interval(0.95);

        assertEquals(0, interval.low() + interval.high(), 1e-12);
        assertEquals(4.302652729749464 * 0.1 * Math.sqrt(4 / 3.0), interval.high(), 1e-9);
        assertTrue(NewTraining.of(new double[] {-0.99, -0.95}, -1, 100)
                        .interval(0.99)
                        .low()
                >= -1);
    }

    /** Seven equal values are told from a value one image away, six are not. */
    @Test
    void equalValuesVaryLessThanOneImageAndNotByNothing() {
        for (int seeds = 2; seeds <= 12; seeds++) {
            double[] equal = new double[seeds];
            Arrays.fill(equal, 0.5);
            double p = NewTraining.of(equal, 0, 100).p(0.51, 0.51);
            assertEquals(seeds >= 7, p < 0.05, seeds + " seeds, p " + p);
        }
        assertTrue(NewTraining.of(new double[] {1, 1}, 0, 1).interval(0.95).width() > 0, "a single image");
    }

    /** A weighted F1 of 99.997 % on 10,000 images: its one error weighs less than half an image. */
    @Test
    void valuesThatTheScaleCannotTellApartVaryAsEqualOnesDo() {
        NewTraining training = NewTraining.of(new double[] {0.99997, 1}, 0, 10_000);

        assertTrue(training.interval(0.95).contains(1));
        assertTrue(training.interval(0.95).low() < 0.9999);
    }

    @Test
    void oneSeedHasNoDeviationOfItsOwn() {
        var e = assertThrows(IllegalArgumentException.class, () -> NewTraining.of(new double[] {0.9}, 0, 10));

        assertEquals("a deviation needs two seeds or more, found 1", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SeedDeviation.pooled(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new SeedDeviation(Double.NaN, 3));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
