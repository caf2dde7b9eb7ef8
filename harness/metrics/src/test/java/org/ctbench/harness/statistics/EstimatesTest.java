package org.ctbench.harness.statistics;

import static org.ctbench.harness.statistics.Examples.CLASSES;
import static org.ctbench.harness.statistics.Examples.METRICS;
import static org.ctbench.harness.statistics.Examples.metric;
import static org.ctbench.harness.statistics.Examples.replicates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatesTest {
    /** 4 standard errors of a standard deviation from 10,000 replicates, 1 / sqrt(2 * 10000), are 2.8 %. */
    private static final double NOISE = 0.03;

    /** What the bootstrap of 150 patients has beyond the linear part of the reference, at most (statistics.py). */
    private static final double CURVATURE = 0.02;

    @Test
    void standardErrorsAreThoseOfTheReference() throws IOException {
        List<Estimate> estimates = Estimates.of(Examples.answers("first"), METRICS, replicates(10_000));

        List<CSVRecord> golden = Examples.golden("clustered.csv");
        assertEquals(golden.size(), estimates.size());
        for (int f = 0; f < golden.size(); f++) {
            CSVRecord row = golden.get(f);
            Estimate estimate = estimates.get(f);
            double clustered = Double.parseDouble(row.get("clustered"));
            double independent = Double.parseDouble(row.get("independent"));
            assertEquals(row.get("metric"), estimate.metric().id());
            assertEquals(
                    Double.parseDouble(row.get("value")), estimate.value().orElseThrow(), 1e-12, row.get("metric"));
            Uncertainty.Known known = estimate.byPatient().known().orElseThrow();
            assertEquals(1, known.standardError() / clustered, NOISE + CURVATURE, row.get("metric"));
            assertEquals(
                    Math.pow(clustered / independent, 2),
                    estimate.designEffect().orElseThrow(),
                    Math.pow(clustered / independent, 2) * 4 * NOISE,
                    row.get("metric"));
            // near to normal with 150 patients: ends within a fifth of a standard error of those of a normal interval
            double value = estimate.value().orElseThrow();
            assertEquals(value - 1.96 * clustered, known.interval().low(), 0.2 * clustered, row.get("metric"));
            assertEquals(value + 1.96 * clustered, known.interval().high(), 0.2 * clustered, row.get("metric"));
            assertEquals(value - 1.645 * clustered, known.inner().low(), 0.2 * clustered, row.get("metric"));
        }
    }

    @Test
    void slicesAreJudgedByWilsonWhereTheMetricIsAProportionAndElseByTheBootstrap() throws IOException {
        ClassPredictions answers = Examples.answers("first");
        List<Estimate> estimates = Estimates.of(answers, METRICS, replicates(10_000));

        for (int f = 0; f < METRICS.size(); f++) {
            Uncertainty.Known known = estimates.get(f).bySlice().known().orElseThrow();
            Optional<Proportion> proportion = METRICS.get(f).proportion(answers.matrix());
            assertEquals(!METRICS.get(f).id().contains("f1"), proportion.isPresent());
            proportion.ifPresent(p -> assertEquals(p.wilson(0.95), known.interval()));
            proportion.ifPresent(p -> assertEquals(p.wilson(0.90), known.inner()));
        }
        CSVRecord f1 = Examples.golden("clustered.csv").stream()
                .filter(row -> row.get("metric").equals("weighted-f1/code"))
                .findFirst()
                .orElseThrow();
        double found = estimates.get(1).bySlice().known().orElseThrow().standardError();
        assertEquals("weighted-f1/code", estimates.get(1).metric().id());
        assertEquals(1, found / Double.parseDouble(f1.get("independent")), NOISE + CURVATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void noNumberDependsOnTheThreads(int threads) throws IOException {
        ClassPredictions answers = Examples.answers("first");

        List<Estimate> one = Estimates.of(answers, METRICS, new Resampling(0.95, 500, 7, 1));
        List<Estimate> several = Estimates.of(answers, METRICS, new Resampling(0.95, 500, 7, threads));

        assertEquals(one, several);
    }

    @Test
    void theSeedChangesTheReplicates() throws IOException {
        ClassPredictions answers = Examples.answers("first");

        List<Estimate> one = Estimates.of(answers, METRICS, new Resampling(0.95, 500, 1, 1));
        List<Estimate> other = Estimates.of(answers, METRICS, new Resampling(0.95, 500, 2, 1));

        assertTrue(IntStream.range(0, one.size())
                .noneMatch(f -> one.get(f).byPatient().equals(other.get(f).byPatient())));
    }

    @Test
    void withoutPatientsOnlySlicesAreJudgedAndTheEstimateSaysSo() throws IOException {
        ClassPredictions answers = Examples.withoutPatients(Examples.answers("first"));

        for (Estimate estimate : Estimates.of(answers, METRICS, replicates(200))) {
            assertEquals(
                    "the patients of the slices are unknown",
                    estimate.byPatient().unknownBecause().orElseThrow());
            assertTrue(estimate.bySlice().known().isPresent());
            assertEquals(OptionalDouble.empty(), estimate.designEffect());
        }
    }

    /** 48 of 48 patients without error: at least 92.6 %, by Clopper and Pearson (exact.csv). */
    @Test
    void whereNoSliceIsWrongTheIntervalIsTheExactOneOfPatients() {
        int[] truth =
                IntStream.range(0, 288).map(i -> i / 96).toArray(); // two slices of each of 48 patients of a class
        List<String> patients =
                IntStream.range(0, 288).mapToObj(i -> "p" + i / 2).toList();
        ClassPredictions answers = ClassPredictions.of(CLASSES, truth, truth).ofPatients(patients);

        List<Estimate> estimates = Estimates.of(
                answers,
                List.of(metric("sensitivity/NCP"), ClassificationMetric.accuracy(), metric("f1/NCP")),
                replicates(200));

        Uncertainty.Known ofClass = estimates.get(0).byPatient().known().orElseThrow();
        assertEquals(new Proportion(48, 48).exact(0.95), ofClass.interval());
        assertEquals(0.926, ofClass.interval().low(), 0.0005);
        assertEquals(new Proportion(48, 48).exact(0.90), ofClass.inner());
        assertEquals(
                new Proportion(144, 144).exact(0.95),
                estimates.get(1).byPatient().known().orElseThrow().interval());
        assertEquals(OptionalDouble.empty(), estimates.get(1).designEffect());
        assertEquals(
                "nearly all of 200 replicates agree: with so few errors, or so few patients, resampling cannot tell",
                estimates.get(2).byPatient().unknownBecause().orElseThrow(),
                "F1 is no proportion");
        assertTrue(SeedSpread.of(List.of(answers, answers), List.of(metric("sensitivity/NCP")), replicates(200))
                        .get(0)
                        .orElseThrow()
                        .ofMean()
                        .known()
                        .orElseThrow()
                        .interval()
                        .low()
                < ofClass.interval().low() + 1e-12);
    }

    @Test
    void aValueIsAboutTheSlicesOfItsDenominator() {
        ClassPredictions answers = ClassPredictions.of(CLASSES, new int[] {0, 0, 1, 2, 2}, new int[] {0, 2, 1, 2, 0})
                .ofPatients(List.of("a", "a", "b", "c", "d"));

        assertEquals(5, answers.slicesOf(metric("accuracy")));
        assertEquals(2, answers.slicesOf(metric("sensitivity/NCP")));
        assertEquals(Optional.of(2), answers.patientsOf(metric("sensitivity/NCP")));
        assertEquals(2, answers.slicesOf(metric("precision/Normal")));
        assertEquals(Optional.of(2), answers.patientsOf(metric("precision/Normal")));
        assertEquals(2, answers.slicesOf(metric("f1/Normal")));
        assertEquals(Optional.of(1), answers.patientsOf(metric("f1/Normal")));
        assertEquals(Optional.of(4), answers.patientsOf(metric("weighted-f1/macro")));
        assertEquals(Optional.empty(), Examples.withoutPatients(answers).patientsOf(metric("accuracy")));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/statistics/exact.csv", numLinesToSkip = 1) // made by statistics.py
    void exactIntervalsAreThoseOfStatsmodels(long part, long whole, double confidence, double low, double high) {
        Interval interval = new Proportion(part, whole).exact(confidence);

        assertEquals(low, interval.low(), 1e-9);
        assertEquals(high, interval.high(), 1e-9);
    }

    @Test
    void countsReplicatesInWhichAMetricHasNoValue() {
        int[] truth = new int[60];
        int[] predicted = new int[60];
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            truth[i] = i / 20;
            predicted[i] =
                    i == 0 || i == 59 ? 2 : i % 2; // two patients, of two classes: a draw leaves both out with 0.95^40
            patients.add("p" + i);
        }
        ClassPredictions answers =
                ClassPredictions.of(CLASSES, truth, predicted).ofPatients(patients);

        Estimate precision = Estimates.of(answers, List.of(metric("precision/NCP")), replicates(1000))
                .get(0);

        assertEquals(0.5, precision.value().orElseThrow());
        assertEquals(1000 * Math.pow(0.95, 40), precision.undefinedReplicates(), 45);
        assertEquals(
                "it has no value in " + precision.undefinedReplicates() + " of 1000 replicates",
                precision.byPatient().unknownBecause().orElseThrow());
    }

    @Test
    void aMetricWithoutValueHasNoInterval() {
        ClassPredictions answers = ClassPredictions.of(CLASSES, new int[] {0, 1, 1}, new int[] {0, 1, 0});

        Estimate estimate = Estimates.of(answers, List.of(metric("sensitivity/NCP")), replicates(200))
                .get(0);

        assertEquals(OptionalDouble.empty(), estimate.value());
        assertEquals("it has no value", estimate.byPatient().unknownBecause().orElseThrow());
        assertEquals("it has no value", estimate.bySlice().unknownBecause().orElseThrow());
    }

    @Test
    void patientsAreDrawnWithinTheirClassUnlessOneHasSeveral() throws IOException {
        ClassPredictions answers = Examples.answers("first");
        List<String> mixed = new ArrayList<>(Collections.nCopies(answers.slices(), "one"));

        ClassPredictions ofOne = answers.ofPatients(mixed);

        assertEquals(3, IntStream.of(answers.strata()).distinct().count());
        assertEquals(1, IntStream.of(ofOne.strata()).distinct().count());
        // one stratum of one patient: nothing to draw
        assertTrue(Estimates.of(ofOne, List.of(ClassificationMetric.accuracy()), replicates(200))
                .get(0)
                .byPatient()
                .known()
                .isEmpty());
    }

    @Test
    void valuesAreThoseOfTheMetrics() {
        SeededRandom random = SeededRandom.of(3, "metrics");
        ClassPredictions answers = Examples.generated(random, 5, 6, 0.6, 0.3);
        var scores = Scores.of(answers.matrix(), Examples.WEIGHTS);

        assertEquals(scores.accuracy(), metric("accuracy").of(answers.matrix()));
        for (int c = 0; c < CLASSES.size(); c++) {
            var ofClass = scores.classes().get(c);
            String name = CLASSES.get(c);
            assertEquals(ofClass.sensitivity(), metric("sensitivity/" + name).of(answers.matrix()));
            assertEquals(ofClass.precision(), metric("precision/" + name).of(answers.matrix()));
            assertEquals(ofClass.f1(), metric("f1/" + name).of(answers.matrix()));
        }
        scores.weightedF1()
                .forEach((weighting, value) -> assertEquals(
                        value.orElseThrow(),
                        metric("weighted-f1/" + weighting.name().toLowerCase(Locale.ROOT))
                                .of(answers.matrix())
                                .orElseThrow(),
                        1e-15));
    }

    /** 95 % intervals hold the true value in 95 % of repetitions; Wilson's, which ignores patients, in far fewer. */
    @Tag("slow")
    @Test
    void intervalsByPatientHoldTheTrueMetricAsOftenAsTheySay() {
        int repetitions = 400;
        int byPatient = 0;
        int bySlice = 0;
        for (int i = 0; i < repetitions; i++) {
            ClassPredictions answers = Examples.generated(SeededRandom.of(i, "coverage"), 50, 20, 0.8, 0.2);
            Estimate estimate = Estimates.of(
                            answers, List.of(ClassificationMetric.accuracy()), new Resampling(0.95, 400, i, 1))
                    .get(0);
            byPatient += estimate.byPatient().known().orElseThrow().interval().contains(0.8) ? 1 : 0;
            bySlice += estimate.bySlice().known().orElseThrow().interval().contains(0.8) ? 1 : 0;
        }

        double noise = 4 * Math.sqrt(0.05 * 0.95 / repetitions); // 4.4 %
        assertEquals(0.95, (double) byPatient / repetitions, noise);
        assertTrue(bySlice < 0.9 * repetitions, "design effect 2.58: Wilson's held it " + bySlice + " times");
    }

    @Test
    void answersWithoutSlicesOrWithTooFewPatientsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ClassPredictions.of(CLASSES, new int[0], new int[0]));
        ClassPredictions answers = ClassPredictions.of(CLASSES, new int[] {0}, new int[] {1});
        var e = assertThrows(IllegalArgumentException.class, () -> answers.ofPatients(List.of("a", "b")));
        assertEquals("2 patients for 1 slices", e.getMessage());
    }
}
