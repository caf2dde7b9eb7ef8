package org.ctbench.harness.statistics;

import static org.ctbench.harness.statistics.Examples.replicates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;

class SeedSpreadTest {
    private static final double[] VALUES = {0.9312, 0.9288, 0.9341, 0.9275, 0.9330};

    @Test
    void withoutNoiseOfSamplingTheIntervalsAreThoseOfScipy() throws IOException {
        SeedSpread spread = SeedSpread.of(VALUES, OptionalDouble.of(1e-24), error(1e-12), 0.95);

        for (CSVRecord row : Examples.golden("seeds.csv")) { // made by src/test/golden/statistics.py
            Uncertainty uncertainty = row.get("interval").equals("mean") ? spread.ofMean() : spread.ofOneRun();
            Uncertainty.Known known = uncertainty.known().orElseThrow();
            Interval interval = row.get("confidence").equals("0.95") ? known.interval() : known.inner();
            assertEquals(Double.parseDouble(row.get("low")), interval.low(), 1e-10);
            assertEquals(Double.parseDouble(row.get("high")), interval.high(), 1e-10);
        }
        assertEquals(1, spread.shares().orElseThrow().seed(), 1e-9);
    }

    @Test
    void withoutSpreadOfSeedsTheIntervalIsThatOfSampling() {
        double[] equal = {0.9, 0.9, 0.9};

        SeedSpread spread = SeedSpread.of(equal, OptionalDouble.of(1e-4), error(0.01), 0.95);

        Interval interval = spread.ofMean().known().orElseThrow().interval();
        assertEquals(0.9 - 1.959963984540054 * 0.01, interval.low(), 1e-12);
        assertEquals(0.9 + 1.959963984540054 * 0.01, interval.high(), 1e-12);
        assertEquals(1, spread.shares().orElseThrow().images(), 1e-9);
        assertEquals(0, spread.deviation(), 0);
    }

    @Test
    void aMetricThatASeedDoesNotHaveIsNotThatOfTheOthers() {
        List<String> classes = List.of("A", "B");
        int[] truth = {0, 1, 0, 1, 0, 1};
        ClassPredictions one = ClassPredictions.of(classes, truth, new int[] {0, 1, 1, 1, 0, 0});
        ClassPredictions never = ClassPredictions.of(classes, truth, new int[6]);
        List<ClassificationMetric> metrics = List.of(
                ClassificationMetric.of(Metric.PRECISION, classes, 1),
                ClassificationMetric.of(Metric.SENSITIVITY, classes, 1));

        SeedMetrics both = SeedMetrics.of(List.of(one, never), metrics, replicates(200));

        assertTrue(both.measured("precision/B").isEmpty());
        assertEquals("no slice was predicted as B", metrics.get(0).undefinedBecause(never));
        assertEquals(1.0 / 3, both.measured("sensitivity/B").orElseThrow().value(), 1e-12);
        assertTrue(SeedMetrics.of(List.of(one), metrics, replicates(200))
                .measured("precision/B")
                .isPresent());
    }

    @Test
    void sharesSplitTheVarianceIntoImagesSeedAndBoth() {
        // s² = 4e-4 of two seeds; v = 5e-4, w = 4e-4: both = 2e-4, seed = 2e-4, images = 3e-4
        double[] values = {0.9 - Math.sqrt(2e-4), 0.9 + Math.sqrt(2e-4)};

        SeedSpread.Shares shares = SeedSpread.of(values, OptionalDouble.of(5e-4), error(0.02), 0.95)
                .shares()
                .orElseThrow();

        assertEquals(3.0 / 7, shares.images(), 1e-9);
        assertEquals(2.0 / 7, shares.seed(), 1e-9);
        assertEquals(2.0 / 7, shares.seedOnImages(), 1e-9);
    }

    @Test
    void seedsThatDifferInChanceAloneHaveNoShareOfTheSeed() {
        List<ClassPredictions> seeds = new ArrayList<>();
        for (int s = 0; s < 5; s++) {
            seeds.add(Examples.generated(SeededRandom.of(s, "seed"), 40, 10, 0.8, 0.2));
        }

        SeedSpread spread = SeedSpread.of(seeds, List.of(ClassificationMetric.accuracy()), replicates(2000))
                .get(0)
                .orElseThrow();

        double mean = seeds.stream()
                .mapToDouble(a -> ClassificationMetric.accuracy().of(a.matrix()).orElseThrow())
                .average()
                .orElseThrow();
        assertEquals(mean, spread.mean(), 1e-12);
        assertEquals(5, spread.seeds());
        // independent predictions of one quality: all of v is C, the seed on these images
        assertTrue(spread.shares().orElseThrow().seedOnImages() > 0.7, spread.toString());
        double ofMean = spread.ofMean().known().orElseThrow().interval().width();
        assertTrue(ofMean < spread.ofOneRun().known().orElseThrow().interval().width());
    }

    @Test
    void whereTheBootstrapCannotTellTheIntervalsAreUnknownAndTheDeviationIsNot() {
        SeedSpread spread = SeedSpread.of(VALUES, OptionalDouble.empty(), new Uncertainty.Unknown("no errors"), 0.95);

        assertEquals(0.002770739973364549, spread.deviation(), 1e-15);
        assertEquals("no errors", spread.ofMean().unknownBecause().orElseThrow());
        assertTrue(spread.shares().isEmpty());
    }

    @Test
    void oneSeedSaysNothingAboutSpread() throws IOException {
        ClassPredictions answers = Examples.answers("first");

        assertThrows(
                IllegalArgumentException.class,
                () -> SeedSpread.of(List.of(answers), List.of(ClassificationMetric.accuracy()), replicates(200)));
    }

    private static Uncertainty error(double standardError) {
        Interval any = new Interval(0, 1);
        return new Uncertainty.Known(any, any, standardError);
    }
}
