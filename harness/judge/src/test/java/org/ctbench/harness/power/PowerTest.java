package org.ctbench.harness.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PowerTest {
    private static final Detection STANDARD = new Detection(0.95, 0.8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/statistics/power.csv", numLinesToSkip = 1) // made by statistics.py
    void smallestDifferencesAreThoseOfStatsmodels(double confidence, double power, double error, double difference) {
        // statsmodels counts the other tail too, which is below 1e-5 here
        assertEquals(difference, new Detection(confidence, power).smallest(error), 1e-4 * difference);
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
        double effect = 1 + (4346.0 / 116 - 1) * 0.3;
        assertEquals(independent * Math.sqrt(effect), row.differences().get(2).orElseThrow(), 1e-7);
    }

    @Test
    void aMetricOfAllClassesAddsUpTheirDesignEffects() throws IOException {
        PriorPower power = ofPaperPlan(settings(1, OptionalDouble.empty()));

        PriorPower.Row row = row(power, "test", "affinity-16", "weighted-f1");
        double effect = 0;
        for (double[] c : new double[][] {{9450, 52}, {7395, 125}, {4346, 116}}) {
            effect += c[0] / 21191 * (1 + (c[0] / c[1] - 1) * 0.5);
        }
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
        double error = Math.sqrt(0.9355 * 0.0645 / 4346 + 0.01 * 0.01 / 5);
        assertEquals(2.8015852 * error, row.differences().get(0).orElseThrow(), 1e-7);
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
                text.contains("affinity-16  sensitivity/NCP        93.55   4,346       116         1.04         2.25"),
                text);
        assertTrue(text.endsWith(
                "Images alone: what seeds add is not known; say their standard deviation with --seed-sd.\n"));
        String seeds = PowerBlocks.text(ofPaperPlan(settings(5, OptionalDouble.of(0.01))));
        assertTrue(seeds.endsWith("Mean of 5 seeds with a standard deviation of 1.00 percentage points.\n"));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Detection(0.95, 0.4));
        assertThrows(IllegalArgumentException.class, () -> new Detection(1, 0.8));
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
