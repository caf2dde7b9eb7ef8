package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.EpochChoice;
import org.ctbench.harness.compare.EpochChoice.Explanation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.statistics.NewTraining;
import org.ctbench.harness.statistics.PublishedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestEpochsTest {
    @TempDir
    Path folder;

    @Test
    void theGapIsThatOfTheCurvesOnTheTestImages() throws IOException {
        List<EpochChoice> choices = EpochChoice.of(comparison("validate=covidx-ct-v1/test"));
        EpochChoice accuracy = choices.get(0);
        double[] gaps = accuracy.gaps();

        List<String> rows = table("validate=covidx-ct-v1/test");

        assertEquals("accuracy", accuracy.metric().id());
        assertEquals(3, gaps.length);
        assertTrue(Arrays.stream(gaps).allMatch(gap -> gap > 0.02), Arrays.toString(gaps));
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).sum() / 2);
        double half = TDistribution.of(2).inverseSurvivalProbability(0.025) * deviation / Math.sqrt(3);
        String gap = String.format(
                java.util.Locale.ROOT,
                ",%.2f,%.2f,%.2f,",
                100 * mean,
                100 * Math.max(0, mean - half),
                100 * (mean + half));
        assertTrue(rows.get(1).contains(gap), rows.get(1) + " has not " + gap);
        assertTrue(rows.get(1).endsWith(",needs the best epoch on the test images"), rows.get(1));
    }

    @Test
    void aPublishedValueIsExplainedByTheEpochWhoseIntervalHoldsIt() throws IOException {
        EpochChoice accuracy =
                EpochChoice.of(comparison("validate=covidx-ct-v1/test")).get(0);
        double last = mean(accuracy.last());
        double above = 1 - 0.05 * (1 - mean(accuracy.best()));

        assertEquals(Optional.of(Explanation.LAST), published(accuracy, last).explanation(0.95));
        assertEquals(
                Optional.of(Explanation.NEITHER), published(accuracy, above).explanation(0.95));
        assertFalse(NewTraining.of(accuracy.last().stream().mapToDouble(v -> v).toArray(), 0, 540)
                .interval(0.95)
                .contains(0.9));
    }

    @Test
    void anotherValidationSplitSaysNothingOfTheTestImages() throws IOException {
        assertEquals(List.of(), EpochChoice.of(comparison("validate=covidx-ct-v1/val")));
    }

    private static EpochChoice published(EpochChoice choice, double value) {
        java.math.BigDecimal digits =
                java.math.BigDecimal.valueOf(100 * value).setScale(2, java.math.RoundingMode.HALF_UP);
        return new EpochChoice(
                choice.heading(),
                choice.set(),
                choice.metric(),
                choice.last(),
                choice.best(),
                choice.images(),
                choice.cell(),
                Optional.of(PublishedValue.stated(digits)));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private List<String> table(String setting) throws IOException {
        return Files.readAllLines(
                RunReport.write(run(setting)).resolveSibling("tables").resolve("best-epochs.csv"));
    }

    private Comparison comparison(String setting) throws IOException {
        return Comparison.of(
                Evidence.read(List.of(run(setting))),
                Optional.of(Papers.load(folder.resolve("paper.yaml").toString())));
    }

    /** In the second epoch every model is right in 90 %, in the last in 80 %, and the paper states 90 %. */
    private Path run(String setting) throws IOException {
        Files.writeString(folder.resolve("paper.yaml"), """
                schema: ctbench/paper/1
                id: mine
                title: A paper that reports its best epoch
                classes: {Normal: Normal, CP: CP, NCP: COVID-19}
                sets:
                  - {id: test, name: Test, counts: {Normal: 1, CP: 1, NCP: 1}, source: the test, split: covidx-ct-v1/test}
                tables:
                  - number: 1
                    title: Test
                    kind: classification
                    set: test
                    columns: [{id: accuracy, name: Accuracy, metric: accuracy}]
                    rows: [{id: resnet18, name: ResNet18, cells: {accuracy: "90.00"}}]
                """);
        return new FinishedRun(folder.resolve("run"))
                .with("seeds=[1, 2, 3]")
                .with(setting)
                .with("evaluate=[{id: test, split: covidx-ct-v1/test, f1: code, publishedTable: 1}]")
                .with("verdict.replicates=1000")
                .with("published=" + folder.resolve("paper.yaml"))
                .epochs(0.7, 0.9, 0.8)
                .write();
    }
}
