package org.ctbench.harness.statistics;

import static org.ctbench.harness.statistics.Examples.CLASSES;
import static org.ctbench.harness.statistics.Examples.METRICS;
import static org.ctbench.harness.statistics.Examples.replicates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Numbers of {@code golden/statistics} are made by {@code src/test/golden/statistics.py}. */
class ComparisonsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/statistics/wilson.csv", numLinesToSkip = 1)
    void wilsonIsThatOfStatsmodels(long part, long whole, double confidence, double low, double high) {
        Interval interval = new Proportion(part, whole).wilson(confidence);

        assertEquals(low, interval.low(), 1e-12);
        assertEquals(high, interval.high(), 1e-12);
    }

    @Test
    void slicesThatOneModelAloneGetsRightAreAMeanOverThePairsOfSeeds() {
        int[] truth = {0, 0, 1, 1, 2};
        ClassPredictions first = ClassPredictions.of(CLASSES, truth, new int[] {0, 0, 1, 0, 1});
        ClassPredictions second = ClassPredictions.of(CLASSES, truth, new int[] {0, 1, 2, 1, 0});
        ClassPredictions none = ClassPredictions.of(CLASSES, truth, new int[] {1, 1, 0, 0, 0});

        assertEquals(new RightAlone(2, 1), RightAlone.of(List.of(first), List.of(second)));
        assertEquals(new RightAlone(2.5, 0.5), RightAlone.of(List.of(first), List.of(second, none)));
    }

    @Test
    void slicesAreCountedOnlyWhereAllTrainingsAreAboutTheSameOnes() {
        int[] given = {0, 1};
        ClassPredictions one = ClassPredictions.of(CLASSES, new int[] {0, 1}, given);
        ClassPredictions other = ClassPredictions.of(CLASSES, new int[] {0, 2}, given);

        assertThrows(UserException.class, () -> RightAlone.of(List.of(one, other), List.of(one)));
        assertThrows(UserException.class, () -> RightAlone.of(List.of(one), List.of(one, other)));
    }

    @Test
    void holmIsThatOfStatsmodels() throws IOException {
        Map<String, List<CSVRecord>> cases = new LinkedHashMap<>();
        Examples.golden("holm.csv")
                .forEach(row -> cases.computeIfAbsent(row.get("case"), c -> new ArrayList<>())
                        .add(row));

        assertEquals(4, cases.size());
        for (List<CSVRecord> rows : cases.values()) {
            List<Double> adjusted = Holm.adjust(
                    rows.stream().map(row -> Double.valueOf(row.get("p"))).toList());
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(Double.parseDouble(rows.get(i).get("adjusted")), adjusted.get(i), 1e-15);
            }
        }
    }

    @Test
    void pairedDifferencesHaveTheStandardErrorOfTheReference() throws IOException {
        List<PairedDifference> differences =
                PairedDifference.of(Examples.answers("first"), Examples.answers("second"), METRICS, replicates(10_000));

        List<CSVRecord> golden = Examples.golden("paired.csv");
        assertEquals(golden.size(), differences.size());
        for (int f = 0; f < golden.size(); f++) {
            CSVRecord row = golden.get(f);
            PairedDifference difference = differences.get(f);
            double error = Double.parseDouble(row.get("clustered"));
            double effect = Double.parseDouble(row.get("effect"));
            assertEquals(row.get("metric"), difference.metric().id());
            assertEquals(effect, difference.effect().orElseThrow(), 1e-12);
            double found = difference.uncertainty().known().orElseThrow().standardError();
            assertEquals(1, found / error, 0.05, row.get("metric")); // noise and curvature as in EstimatesTest
        }
    }

    @Test
    void aModelDoesNotDifferFromItself() throws IOException {
        ClassPredictions answers = Examples.answers("first");

        PairedDifference difference = PairedDifference.of(
                        answers, answers, List.of(ClassificationMetric.accuracy()), replicates(200))
                .get(0);

        assertEquals(0, difference.effect().orElseThrow());
        assertTrue(difference.uncertainty().known().isEmpty());
    }

    @Test
    void answersToOtherSlicesAreNotCompared() throws IOException {
        ClassPredictions answers = Examples.answers("first");
        ClassPredictions other = Examples.withoutPatients(answers);

        var e = assertThrows(UserException.class, () -> PairedDifference.of(answers, other, METRICS, replicates(200)));

        assertTrue(e.problem().startsWith("two models that are compared were given other slices"), e.problem());
    }
}
