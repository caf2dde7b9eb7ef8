package org.ctbench.harness.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PowerTest {
    private static final Detection STANDARD = new Detection(0.95, 0.8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/power/detection.csv", numLinesToSkip = 1) // made by check_and_power.py
    void smallestDifferencesAreThoseOfScipy(
            double confidence, double power, double error, String freedom, double difference) {
        double degrees = freedom.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(freedom);

        double smallest = new Detection(confidence, power).smallest(error, degrees);

        assertEquals(difference, smallest, 0.002 * difference);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/power/clusters.csv", numLinesToSkip = 1) // made by check_and_power.py
    void theVarianceOfUnequalClustersIsThatOfTheirCovarianceMatrix(
            String sizes, double p, double correlation, double variance) {
        List<Integer> each = Stream.of(sizes.split(" ")).map(Integer::valueOf).toList();

        SliceCounts counts = SliceCounts.of(lock(each, true)).orElseThrow();

        assertEquals(
                variance, counts.variance(Optional.of("NCP"), p, correlation).orElseThrow(), 1e-12);
        assertEquals(variance, counts.variance(Optional.empty(), p, correlation).orElseThrow(), 1e-12);
    }

    @Test
    void aLockThatDoesNotSayHowManySlicesAPatientHasIsTakenForEqualOnesAndNamed() {
        SplitLock lock = lock(List.of(1, 3, 8), false);
        SliceCounts counts = SliceCounts.of(lock).orElseThrow();
        SliceCounts equal = SliceCounts.of(lock(List.of(4, 4, 4), true)).orElseThrow();

        assertTrue(counts.takenAsEqual());
        assertFalse(equal.takenAsEqual());
        assertEquals(
                equal.variance(Optional.empty(), 0.9, 0.3).orElseThrow(),
                counts.variance(Optional.empty(), 0.9, 0.3).orElseThrow(),
                1e-15);
        PriorPower power = new PriorPower(
                PriorPower.SCHEMA,
                "mine",
                STANDARD,
                1,
                OptionalDouble.empty(),
                PriorPower.CORRELATIONS,
                List.of(),
                List.of("mine/test"),
                List.of());
        assertTrue(
                PowerBlocks.text(power)
                        .contains(
                                "All patients are assumed to have equally many slices in mine/test: the lock does not say how many"),
                PowerBlocks.text(power));
    }

    @Test
    void knowsThePublishedMetricsOfAPlanFromTheLocks() throws IOException {
        PriorPower power = ofPaperPlan(settings(1, OptionalDouble.empty()));

        PriorPower.Row row = row(power, "test", "affinity-16", "sensitivity/NCP");
        assertEquals(4346, row.slices());
        assertEquals(OptionalInt.of(116), row.patients());
        assertEquals(0.9355, row.value());
        double independent = 2.8015852 * Math.sqrt(0.9355 * 0.0645 / 4346);
        assertEquals(independent, row.differences().get(0).orElseThrow(), 1e-7);
        double effect = 1 + (343_602 / 4346.0 - 1) * 0.3; // 79 slices in place of 37 per patient
        assertEquals(independent * Math.sqrt(effect), row.differences().get(2).orElseThrow(), 1e-7);
    }

    @Test
    void aMetricOfAllClassesAddsUpTheirDesignEffects() throws IOException {
        PriorPower power = ofPaperPlan(settings(1, OptionalDouble.empty()));

        PriorPower.Row row = row(power, "test", "affinity-16", "weighted-f1");
        double effect = 1 + (4_522_267 / 21191.0 - 1) * 0.5;
        assertEquals(
                2.8015852 * Math.sqrt(0.9737 * 0.0263 / 21191 * effect),
                row.differences().get(3).orElseThrow(),
                1e-7);
    }

    @Test
    void withoutPatientsOnlyIndependentSlicesCanBeAssumed() throws IOException {
        PriorPower power = ofPaperPlan(settings(1, OptionalDouble.empty()));

        PriorPower.Row row = row(power, "ictcf", "affinity-8", "sensitivity/NCP");
        assertTrue(row.patients().isEmpty());
        assertTrue(row.differences().get(0).isPresent());
        assertTrue(row.differences().get(1).isEmpty());
    }

    @Test
    void seedsAddTheirVarianceOverTheirNumber() throws IOException {
        PriorPower power = ofPaperPlan(settings(5, OptionalDouble.of(0.01)));

        PriorPower.Row row = row(power, "test", "affinity-16", "sensitivity/NCP");
        double seeds = 0.01 * 0.01 / 5;
        double variance = 0.9355 * 0.0645 / 4346 + seeds;
        double freedom = 4 * Math.pow(variance / seeds, 2);
        assertEquals(
                STANDARD.smallest(Math.sqrt(variance), freedom),
                row.differences().get(0).orElseThrow(),
                1e-12);
        assertTrue(row.differences().get(0).orElseThrow() > 1.05 * 2.8015852 * Math.sqrt(variance));
    }

    @Test
    void aPaperIsReadTableByTableAndASetWithoutLockIsNamed() throws IOException {
        PriorPower paper = PowerPlanning.of(
                Papers.load("ter-sarkisov-2022"), Locks.shipped(), settings(1, OptionalDouble.empty()));
        PriorPower without = PowerPlanning.of(
                Plans.load("paper"), Optional.empty(), Locks.of(List.of()), settings(1, OptionalDouble.empty()));

        assertEquals("table 4", paper.rows().get(0).set());
        assertEquals(List.of(), without.rows());
        assertEquals(
                "validation: the split covidx-ct-v1/val has no lock yet, its counts are not known",
                without.unknown().get(0));
    }

    @Test
    void aFinishedRunIsJudgedByItsOwnStandardErrors() throws IOException {
        Evidence run = Evidence.read(List.of(new FinishedRun(folder).write()));

        RunPower power = RunPower.of(run, 0.8);

        RunPower.Row row = power.rows().get(0);
        assertEquals("accuracy", row.metric());
        assertEquals(OptionalInt.of(90), row.patients());
        double error = row.error().orElseThrow();
        assertEquals(2.8015852 * error, row.toValue().orElseThrow(), 0.05 * error, "near to normal");
        assertEquals(Math.sqrt(2) * row.toValue().orElseThrow(), row.toModel().orElseThrow(), 1e-12);
        assertEquals(5 + 4, power.rows().size());
    }

    @Test
    void seedsOfARunAreOneRowOfTheirMean() throws IOException {
        Evidence run = Evidence.read(
                List.of(new FinishedRun(folder).with("seeds=[1, 2, 3]").write()));

        RunPower power = RunPower.of(run, 0.8);

        assertEquals(5 + 4, power.rows().size());
        assertEquals("resnet18", power.rows().get(0).model());
        assertEquals(3, power.rows().get(0).seeds());
    }

    @Test
    void averagePrecisionHasItsOwnUnit() throws IOException {
        Evidence run = Evidence.read(List.of(new FinishedRun(folder)
                .looking("maskrcnn")
                .with("seeds=[1, 2, 3]")
                .write()));

        RunPower power = RunPower.of(run, 0.8);

        assertEquals(
                List.of("map", "map/coco"),
                power.rows().stream().map(RunPower.Row::metric).toList());
        RunPower.Row row = power.rows().get(1);
        assertEquals(Scale.AP, row.unit());
        assertEquals(OptionalInt.of(20), row.patients());
        assertEquals(3, row.seeds());
        String text = PowerBlocks.text(power);
        assertTrue(
                text.contains(String.format(Locale.ROOT, " %.3f ", row.value().orElseThrow())), text);
        assertFalse(text.contains("%,"), text);
    }

    @Test
    void textSaysWhatIsAssumed() throws IOException {
        String text = PowerBlocks.text(ofPaperPlan(settings(1, OptionalDouble.empty())));

        assertTrue(text.startsWith(
                "paper: smallest difference that a test of 95 % confidence finds with a probability of" + " 80 %\n"));
        assertTrue(
                text.contains("affinity-16  sensitivity/NCP        93.55   4,346       116         1.04         3.10"),
                text);
        assertTrue(text.endsWith(
                "Images only: the effect of seeds is unknown; give their standard deviation with --seed-sd.\n"));
        String seeds = PowerBlocks.text(ofPaperPlan(settings(5, OptionalDouble.of(0.01))));
        assertTrue(
                seeds.endsWith(
                        "Mean of 5 seeds with a standard deviation of 1.00 percentage points, which these seeds show (Student's t).\n"));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Detection(0.95, 0.4));
        assertThrows(IllegalArgumentException.class, () -> new Detection(1, 0.8));
    }

    private static SplitLock lock(List<Integer> sizes, boolean withSquares) {
        int images = sizes.stream().mapToInt(Integer::intValue).sum();
        long squares = sizes.stream().mapToLong(size -> size * size).sum();
        return new SplitLock(
                "mine/test",
                Optional.empty(),
                Optional.of(new SplitLock.Difference("mine/all", "mine/train")),
                Optional.empty(),
                images,
                Map.of("NCP", images),
                new Patients(
                        OptionalInt.of(sizes.size()),
                        Map.of("NCP", sizes.size()),
                        withSquares
                                ? Optional.of(new Patients.SumOfSquares(squares, Map.of("NCP", squares)))
                                : Optional.empty(),
                        Optional.empty()),
                Sha256.of(new byte[0]));
    }

    private static PriorPower ofPaperPlan(PowerPlanning.Settings settings) throws IOException {
        return PowerPlanning.of(
                Plans.load("paper"), Optional.of(Papers.load("ter-sarkisov-2022")), Locks.shipped(), settings);
    }

    private static PowerPlanning.Settings settings(int seeds, OptionalDouble deviation) {
        return new PowerPlanning.Settings(STANDARD, seeds, deviation, 0.95);
    }

    private static PriorPower.Row row(PriorPower power, String set, String model, String metric) {
        return power.rows().stream()
                .filter(row -> row.set().equals(set)
                        && row.model().equals(Optional.of(model))
                        && row.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }
}
