package org.ctbench.harness.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often models are called different, by simulation with fixed seeds. */
@Tag("slow")
class ModelDifferenceCoverageTest {
    private static final double NOMINAL = 0.05;
    private static final int PATIENTS = 60;
    private static final int SLICES = 8;
    private static final int REPETITIONS = 600;

    /** Seeds of one model in two groups, as if they were two models: seed deviations as in the demo and on the paper's test split. */
    @ParameterizedTest
    @CsvSource({"3, .0", "3, .031", "5, .013", "5, .031", "8, .031"})
    void seedsOfOneModelAreCalledDifferentInFivePercentAtMost(int seeds, double deviation) {
        int different = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            SeededRandom random = SeededRandom.of(i, "one/" + seeds + "/" + deviation);
            double[] ease = ease(random);
            different += isDifferent(
                            trainings(random, ease, seeds, deviation, 0),
                            trainings(random, ease, seeds, deviation, 0),
                            i)
                    ? 1
                    : 0;
        }
        assertAtMostNominal(different, seeds + " seeds, deviation " + deviation);
    }

    /** Two models that are equally good over all patients, each of which finds other patients hard. */
    @ParameterizedTest
    @CsvSource({"3, .0", "5, .013", "8, .031"})
    void equallyGoodModelsAreCalledDifferentInFivePercentAtMost(int seeds, double deviation) {
        int different = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            SeededRandom random = SeededRandom.of(i, "two/" + seeds + "/" + deviation);
            different += isDifferent(
                            trainings(random, ease(random), seeds, deviation, 0),
                            trainings(random, ease(random), seeds, deviation, 0),
                            i)
                    ? 1
                    : 0;
        }
        assertAtMostNominal(different, seeds + " seeds, deviation " + deviation);
    }

    @Test
    void threeModelsThatAreOneAreSeparatedInFivePercentAtMost() {
        int seeds = 3;
        int separated = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            SeededRandom random = SeededRandom.of(i, "three/" + seeds);
            double[] ease = ease(random);
            List<List<ClassPredictions>> models = new ArrayList<>();
            for (int m = 0; m < 3; m++) {
                models.add(trainings(random, ease, seeds, 0.02, 0));
            }
            separated += RankInterval.of(3, differences(models, i), NOMINAL).stream()
                            .anyMatch(ranks -> ranks.best() > 1 || ranks.worst() < 3)
                    ? 1
                    : 0;
        }
        assertAtMostNominal(separated, seeds + " seeds");
    }

    /** 10 points, seed deviation 2 points. */
    @ParameterizedTest
    @CsvSource({"3, .65", "5, .97"})
    void aRealDifferenceIsFound(int seeds, double least) {
        int found = 0;
        int repetitions = 200;
        for (int i = 0; i < repetitions; i++) {
            SeededRandom random = SeededRandom.of(i, "real/" + seeds);
            double[] ease = ease(random);
            found += isDifferent(trainings(random, ease, seeds, 0.02, -0.1), trainings(random, ease, seeds, 0.02, 0), i)
                    ? 1
                    : 0;
        }
        assertTrue(found >= least * repetitions, found + " of " + repetitions);
    }

    /** What made this test necessary: one seed each, judged by patients alone, is called different in half of the cases. */
    @Test
    void byPatientsAloneHalfOfThePairsOfSeedsOfOneModelDiffer() {
        int different = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            SeededRandom random = SeededRandom.of(i, "single");
            double[] ease = ease(random);
            ModelDifference difference = differences(
                            List.of(trainings(random, ease, 1, 0.031, 0), trainings(random, ease, 1, 0.031, 0)), i)
                    .get(0);
            assertEquals(OptionalDouble.empty(), difference.p());
            Interval interval = difference.ofPatients().known().orElseThrow().interval();
            different += interval.contains(0) ? 0 : 1;
        }
        double rate = (double) different / REPETITIONS;
        assertTrue(rate > 0.25, "by patients alone: " + rate);
    }

    private static boolean isDifferent(List<ClassPredictions> first, List<ClassPredictions> second, long seed) {
        return differences(List.of(first, second), seed).get(0).p().orElseThrow() <= NOMINAL;
    }

    private static List<ModelDifference> differences(List<List<ClassPredictions>> models, long seed) {
        return ModelDifference.ofPairs(
                models, List.of(ClassificationMetric.accuracy()), Optional.empty(), new Resampling(0.95, 200, seed, 1));
    }

    /** How easy each patient is, in [0.55, 0.95]. */
    private static double[] ease(SeededRandom random) {
        double[] ease = new double[PATIENTS];
        for (int p = 0; p < PATIENTS; p++) {
            ease[p] = 0.55 + 0.4 * random.nextDouble();
        }
        return ease;
    }

    /** Each training has a quality of its own; of two classes the first is the true one of all. */
    private static List<ClassPredictions> trainings(
            SeededRandom random, double[] ease, int seeds, double deviation, double shift) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PATIENTS * SLICES; i++) {
            ids.add("p" + i / SLICES);
        }
        List<ClassPredictions> all = new ArrayList<>();
        for (int s = 0; s < seeds; s++) {
            double quality = shift + deviation * random.nextGaussian();
            int[] given = new int[ids.size()];
            for (int i = 0; i < given.length; i++) {
                given[i] = random.nextDouble() < ease[i / SLICES] + quality ? 0 : 1;
            }
            all.add(ClassPredictions.of(List.of("A", "B"), new int[given.length], given)
                    .ofPatients(ids));
        }
        return all;
    }

    private static void assertAtMostNominal(int different, String what) {
        double rate = (double) different / REPETITIONS;
        double noise = 3 * Math.sqrt(NOMINAL * (1 - NOMINAL) / REPETITIONS);
        assertTrue(rate <= NOMINAL + noise, what + ": " + rate);
    }
}
