package org.ctbench.harness.statistics;

import static org.ctbench.harness.statistics.Examples.CLASSES;
import static org.ctbench.harness.statistics.Examples.replicates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;

class PatientCountsTest {
    private static final int REPLICATES = 500;

    @Test
    void valuesAndIntervalsAreThoseOfTheSlicesToTheLastBit() throws IOException {
        requireSameBits(Examples.answers("first"));
    }

    @Test
    void theSameHoldsWherePatientsHaveSlicesOfSeveralClasses() {
        ClassPredictions perClass = Examples.generated(SeededRandom.of(1, "mixed"), 20, 7, 0.8, 0.2);
        List<String> mixed = IntStream.range(0, perClass.slices())
                .mapToObj(i -> "patient " + i % 13)
                .toList();

        requireSameBits(perClass.ofPatients(mixed));
    }

    @Test
    void theSameHoldsAtTheEndsAndWhereAClassIsMissing() {
        requireSameBits(ClassPredictions.of(CLASSES, new int[] {0, 0, 1, 1, 1, 0, 1}, new int[] {0, 0, 1, 1, 0, 0, 1})
                .ofPatients(List.of("a", "a", "b", "c", "c", "d", "e")));
    }

    @Test
    void countsOfOtherClassesAndOfNobodyAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> PatientCounts.of(CLASSES, List.of(new long[4])));
        assertThrows(IllegalArgumentException.class, () -> PatientCounts.of(CLASSES, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> PatientCounts.of(List.of("a", "b"), List.of(new long[] {1, 2, -1, 0})));
    }

    private static void requireSameBits(ClassPredictions slices) {
        PatientCounts counts = counts(slices);
        Resampling resampling = replicates(REPLICATES);
        List<Replicates> parts = List.of(
                counts.replicates(resampling, 0, 7),
                counts.replicates(resampling, 7, 400),
                counts.replicates(resampling, 407, REPLICATES - 407));

        List<Estimate> expected = Estimates.of(slices, counts.metrics(), resampling);

        assertEquals(slices.matrix(), counts.matrix());
        assertEquals(slices.patients().orElseThrow(), counts.patients());
        assertTrue(expected.size() > 25, "counts of metrics: " + expected.size());
        for (List<Replicates> drawn : List.of(parts, List.of(counts.replicates(resampling)))) {
            List<PatientValue> values = counts.values(drawn, resampling.confidence());
            for (int f = 0; f < expected.size(); f++) {
                Estimate estimate = expected.get(f);
                assertEquals(
                        new PatientValue(estimate.metric(), estimate.value(), estimate.byPatient()), values.get(f));
                if (estimate.value().isEmpty()) {
                    ClassificationMetric metric = counts.metrics().get(f);
                    assertEquals(metric.undefinedBecause(slices), counts.undefinedBecause(metric));
                }
            }
        }
    }

    private static PatientCounts counts(ClassPredictions slices) {
        int n = slices.classes().size();
        List<long[]> ofEach = new ArrayList<>();
        for (List<Integer> patient : slices.byPatient()) {
            long[] own = new long[n * n];
            patient.forEach(i -> own[slices.truth(i) * n + slices.predicted(i)]++);
            ofEach.add(own);
        }
        return PatientCounts.of(slices.classes(), ofEach);
    }
}
