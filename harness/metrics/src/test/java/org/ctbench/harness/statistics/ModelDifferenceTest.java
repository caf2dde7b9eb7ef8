package org.ctbench.harness.statistics;

import static org.ctbench.harness.statistics.Examples.METRICS;
import static org.ctbench.harness.statistics.Examples.replicates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ModelDifferenceTest {
    private static final ClassificationMetric ACCURACY = ClassificationMetric.accuracy();
    private static final Optional<StatedDeviation> NOTHING = Optional.empty();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/golden/statistics/pairs.csv", numLinesToSkip = 1) // made by statistics.py
    void theTestIsWelchsWithTheSamplingErrorAdded(
            String name,
            String first,
            String second,
            double sampling,
            double effect,
            double freedom,
            double p,
            double low,
            double high) {
        PairSeeds seeds = new PairSeeds(
                SeedDeviation.of(numbers(first)),
                numbers(first).length,
                SeedDeviation.of(numbers(second)),
                numbers(second).length,
                false);
        ModelDifference difference = difference(effect, Math.max(sampling, 1e-12), seeds);

        Uncertainty.Known known = difference.elsewhere(0.95).known().orElseThrow();
        assertEquals(p, difference.p().orElseThrow(), 1e-9);
        assertEquals(freedom, known.degreesOfFreedom(), 1e-6 * freedom);
        assertEquals(low, known.interval().low(), 1e-8);
        assertEquals(high, known.interval().high(), 1e-8);
        if (sampling == 0) {
            assertEquals(
                    known.interval().low(),
                    difference
                            .onTheseImages(0.95)
                            .known()
                            .orElseThrow()
                            .interval()
                            .low(),
                    1e-8);
        }
    }

    /** A stated deviation is one estimate for both models: its degrees of freedom do not add up. */
    @Test
    void aStatedDeviationStandsInForBothModelsOfOneTraining() {
        SeedDeviation stated = new SeedDeviation(0.013, 4);
        ModelDifference difference = difference(0.05, 1e-12, new PairSeeds(stated, 1, stated, 1, true));

        Uncertainty.Known known = difference.onTheseImages(0.95).known().orElseThrow();

        assertEquals(4, known.degreesOfFreedom(), 1e-9);
        assertEquals(
                2.7764451051977987 * 0.013 * Math.sqrt(2),
                0.05 - known.interval().low(),
                1e-8);
    }

    @Test
    void oneTrainingEachHasADifferenceAndNeitherTestNorRank() throws IOException {
        List<List<ClassPredictions>> models =
                List.of(List.of(Examples.answers("first")), List.of(Examples.answers("second")));

        List<ModelDifference> differences = ModelDifference.ofPairs(models, METRICS, NOTHING, replicates(10_000));
        List<PairedDifference> paired =
                PairedDifference.of(models.get(0).get(0), models.get(1).get(0), METRICS, replicates(10_000));

        List<CSVRecord> golden = Examples.golden("paired.csv");
        for (int f = 0; f < golden.size(); f++) {
            ModelDifference difference = differences.get(f);
            assertEquals(
                    Double.parseDouble(golden.get(f).get("effect")),
                    difference.effect().orElseThrow(),
                    1e-12);
            assertEquals(paired.get(f).uncertainty(), difference.ofPatients());
            assertTrue(difference.p().isEmpty());
            assertEquals(
                    "a model was trained once, and no seed deviation is stated",
                    difference.noTestBecause().orElseThrow());
        }
        assertEquals(
                List.of(new RankInterval(1, 2), new RankInterval(1, 2)),
                RankInterval.of(2, differences.subList(0, 1), 0.05));
    }

    @Test
    void aStatedDeviationMakesATestOfOneTrainingEach() throws IOException {
        StatedDeviation stated =
                new StatedDeviation(OptionalDouble.of(0.1), OptionalDouble.empty(), 4, Optional.empty());
        List<List<ClassPredictions>> models =
                List.of(List.of(Examples.answers("first")), List.of(Examples.answers("second")));

        ModelDifference difference = ModelDifference.ofPairs(
                        models, List.of(ACCURACY), Optional.of(stated), replicates(500))
                .get(0);

        assertEquals(
                new PairSeeds(new SeedDeviation(0.001, 4), 1, new SeedDeviation(0.001, 4), 1, true),
                difference.seeds().orElseThrow());
        assertTrue(difference.p().orElseThrow() < 0.05);
    }

    /** The mean of both trainings of the one is half way to the other: so are effect and standard error. */
    @Test
    void allTrainingsOfBothModelsAreDrawnTogether() throws IOException {
        ClassPredictions first = Examples.answers("first");
        ClassPredictions second = Examples.answers("second");

        ModelDifference difference = ModelDifference.ofPairs(
                        List.of(List.of(first, second), List.of(second, second)),
                        List.of(ACCURACY),
                        NOTHING,
                        replicates(10_000))
                .get(0);

        CSVRecord golden = Examples.golden("paired.csv").get(0);
        assertEquals("accuracy", golden.get("metric"));
        assertEquals(
                Double.parseDouble(golden.get("effect")) / 2,
                difference.effect().orElseThrow(),
                1e-12);
        double error = difference.ofPatients().known().orElseThrow().standardError();
        assertEquals(1, error / (Double.parseDouble(golden.get("clustered")) / 2), 0.05);
    }

    @Test
    void trainingsThatGaveOneValueVaryLessThanOneImageAndNotByNothing() throws IOException {
        ClassPredictions first = Examples.answers("first");
        ClassPredictions second = Examples.answers("second");

        PairSeeds seeds = ModelDifference.ofPairs(
                        List.of(List.of(first, first, first, first), List.of(second, second)),
                        List.of(ACCURACY),
                        NOTHING,
                        replicates(200))
                .get(0)
                .seeds()
                .orElseThrow();

        double image = 1.0 / first.slices();
        assertEquals(image / 2, seeds.first().deviation(), 1e-12); // one of four is one image off
        assertEquals(image / Math.sqrt(2), seeds.second().deviation(), 1e-12);
    }

    @Test
    void modelsThatAlwaysAgreeDoNotDiffer() throws IOException {
        ClassPredictions same = Examples.answers("first");

        ModelDifference difference = ModelDifference.ofPairs(
                        List.of(List.of(same, same), List.of(same, same)), List.of(ACCURACY), NOTHING, replicates(200))
                .get(0);

        assertEquals(0, difference.effect().orElseThrow());
        assertEquals(1, difference.p().orElseThrow());
        assertTrue(difference.elsewhere(0.95).known().isEmpty());
    }

    @Test
    void aTrainingWithoutTheValueLeavesTheDifferenceUndefined() {
        List<String> classes = List.of("A", "B");
        int[] truth = {0, 1, 0, 1, 0, 1};
        ClassPredictions one = ClassPredictions.of(classes, truth, new int[] {0, 1, 1, 1, 0, 0});
        ClassPredictions never = ClassPredictions.of(classes, truth, new int[6]);

        ModelDifference difference = ModelDifference.ofPairs(
                        List.of(List.of(one, never), List.of(one, one)),
                        List.of(ClassificationMetric.of(Metric.PRECISION, classes, 1)),
                        NOTHING,
                        replicates(200))
                .get(0);

        assertTrue(difference.effect().isEmpty());
        assertTrue(difference.p().isEmpty());
        assertEquals("one of the two has no value", difference.noTestBecause().orElseThrow());
    }

    @Test
    void predictionsOfOtherSlicesAreNotCompared() throws IOException {
        ClassPredictions known = Examples.answers("first");
        List<List<ClassPredictions>> models = List.of(List.of(known), List.of(Examples.withoutPatients(known)));

        assertThrows(UserException.class, () -> ModelDifference.ofPairs(models, METRICS, NOTHING, replicates(200)));
    }

    @Test
    void valuesWithoutALargestOneAreNotCompared() throws IOException {
        List<List<ClassPredictions>> models =
                List.of(List.of(Examples.answers("first")), List.of(Examples.answers("second")));
        ClassificationMetric slope =
                ClassificationMetric.of(Metric.CALIBRATION_SLOPE, List.of("Normal", "CP", "NCP"), 2);

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> ModelDifference.ofPairs(models, List.of(slope), NOTHING, replicates(200)));

        assertEquals("calibration-slope/NCP has no largest value", e.getMessage());
    }

    @Test
    void fewOrUnknownPatientsGiveNoTest() {
        List<ClassPredictions> few = new ArrayList<>();
        List<ClassPredictions> unknown = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            few.add(Examples.generated(
                    SeededRandom.of(s, "few"), 6, 10, s < 2 ? 0.6 : 0.9, 0.1)); // of each of 3 classes
            unknown.add(Examples.withoutPatients(few.get(s)));
        }

        assertEquals("fewer than 20 patients vary too little in a bootstrap", noTest(few));
        assertEquals("the patients are unknown, and slices of one patient are alike", noTest(unknown));
    }

    private static String noTest(List<ClassPredictions> seeds) {
        ModelDifference difference = ModelDifference.ofPairs(
                        List.of(seeds.subList(0, 2), seeds.subList(2, 4)), List.of(ACCURACY), NOTHING, replicates(500))
                .get(0);
        assertTrue(difference.p().isEmpty());
        assertTrue(difference.onTheseImages(0.95).known().isPresent());
        return difference.noTestBecause().orElseThrow();
    }

    @Test
    void modelsThatNothingSeparatesShareTheirRanks() {
        List<List<ClassPredictions>> models =
                List.of(trainings("bad", 0.6), trainings("good", 0.9), trainings("alike", 0.9));

        List<RankInterval> ranks =
                RankInterval.of(3, ModelDifference.ofPairs(models, List.of(ACCURACY), NOTHING, replicates(1000)), 0.05);

        assertEquals(List.of(new RankInterval(3, 3), new RankInterval(1, 2), new RankInterval(1, 2)), ranks);
    }

    @Test
    void pairsWithoutATestAreNoPartOfTheFamily() {
        SeedDeviation deviation = new SeedDeviation(0.01, 4);
        ModelDifference tested = difference(0.05, 1e-12, new PairSeeds(deviation, 5, deviation, 5, false));
        ModelDifference untested = new ModelDifference(
                ACCURACY, OptionalDouble.of(0.2), error(0.01), OptionalInt.of(60), Optional.empty(), false);

        List<OptionalDouble> adjusted = ModelDifference.holm(List.of(untested, tested));

        assertEquals(List.of(OptionalDouble.empty(), tested.p()), adjusted);
    }

    private static List<ClassPredictions> trainings(String name, double right) {
        List<ClassPredictions> trainings = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            trainings.add(Examples.generated(SeededRandom.of(s, name), 40, 10, right, 0.1));
        }
        return trainings;
    }

    private static ModelDifference difference(double effect, double sampling, PairSeeds seeds) {
        return new ModelDifference(
                ACCURACY, OptionalDouble.of(effect), error(sampling), OptionalInt.of(60), Optional.of(seeds), false);
    }

    private static Uncertainty error(double standardError) {
        Interval any = new Interval(-1, 1);
        return new Uncertainty.Known(any, any, standardError);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
