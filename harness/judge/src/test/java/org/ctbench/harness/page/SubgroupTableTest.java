package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.reports.cells.TableCell;
import org.junit.jupiter.api.Test;

/** 19 patients of a class of interest, 20 of another, with two slices each; one slice in ten is wrong. */
class SubgroupTableTest {
    private static final List<String> CLASSES = List.of("Healthy", "Pneumonia");
    private static final int OF_INTEREST = 19;
    private static final String TOO_FEW = "too few patients for an interval: fewer than 20";

    @Test
    void valuesOfTooFewPatientsAreCounts() {
        TableCell sensitivity = cell(ClassificationMetric.of(Metric.SENSITIVITY, CLASSES, 1));
        TableCell area = cell(ClassificationMetric.of(Metric.AUC, CLASSES, 1));

        assertEquals("34 of 38", sensitivity.text());
        assertEquals(List.of(TOO_FEW), sensitivity.notes());
        assertEquals(List.of(TOO_FEW), area.notes());
        assertEquals("\u2013", area.text());
    }

    @Test
    void valuesOfEnoughPatientsHaveAnInterval() {
        TableCell specificity = cell(ClassificationMetric.of(Metric.SPECIFICITY, CLASSES, 1));

        assertEquals("90.00", specificity.plain());
        assertEquals(true, specificity.interval().isPresent());
    }

    private static TableCell cell(ClassificationMetric metric) {
        int slices = 2 * (OF_INTEREST + 20);
        int[] truth =
                IntStream.range(0, slices).map(i -> i < 2 * OF_INTEREST ? 1 : 0).toArray();
        int[] given = IntStream.range(0, slices)
                .map(i -> i % 10 == 0 ? 1 - truth[i] : truth[i])
                .toArray();
        float[][] probabilities = IntStream.range(0, slices)
                .mapToObj(i -> given[i] == 1 ? new float[] {0.25f, 0.75f} : new float[] {0.75f, 0.25f})
                .toArray(float[][]::new);
        List<ClassPredictions> one = List.of(ClassPredictions.of(CLASSES, truth, given)
                .withProbabilities(probabilities)
                .ofPatients(
                        IntStream.range(0, slices).mapToObj(i -> "p" + i / 2).toList()));
        return SubgroupTable.cell(
                PatientValue.of(one, List.of(metric), new Resampling(0.95, 1000, 1, 1))
                        .get(0),
                one,
                1);
    }
}
