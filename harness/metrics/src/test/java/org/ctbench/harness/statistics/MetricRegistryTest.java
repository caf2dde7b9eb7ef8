package org.ctbench.harness.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every metric of the registry; a new one is tested by being there. */
class MetricRegistryTest {
    private static final double SAME = 1e-12;
    private static final double FITTED = 1e-8; // of a regression by statsmodels

    @ParameterizedTest
    @EnumSource(Metric.class)
    void hasTheIdOfPapersFilesAndWords(Metric metric) throws NoSuchFieldException {
        JsonProperty key = Metric.class.getField(metric.name()).getAnnotation(JsonProperty.class);

        assertEquals(key.value(), metric.id());
        assertEquals(Optional.of(metric), Metric.ofId(metric.id() + "/NCP"));
        assertFalse(metric.words().isBlank());
    }

    @Test
    void agreesWithScikitLearn() throws IOException { // made by src/test/golden/metric_registry.py
        Set<Metric> compared = EnumSet.noneOf(Metric.class);
        for (CSVRecord row : golden("metric-registry.csv")) {
            ConfusionMatrix m = matrix(row.get("matrix"));
            ClassificationMetric metric = metric(m.classes(), row.get("metric"));
            double value = metric.of(m).orElseThrow();
            assertEquals(Double.parseDouble(row.get("value")), value, SAME, row::toString);
            compared.add(metric.metric());
        }
        for (CSVRecord row : golden("metric-areas.csv")) {
            ClassPredictions answers = ranked(row.get("set"));
            ClassificationMetric metric = metric(answers.classes(), row.get("metric"));
            double value = answers.value(metric).orElseThrow();
            double same = metric.metric().isBounded() ? SAME : FITTED;
            assertEquals(Double.parseDouble(row.get("value")), value, same, row::toString);
            compared.add(metric.metric());
        }

        assertEquals(ofPredictions(), compared);
    }

    private static Set<Metric> ofPredictions() {
        return Arrays.stream(Metric.values())
                .filter(metric -> !metric.isCounted() && !metric.ofLesions())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Metric.class)));
    }

    @Test
    void hasAReasonExactlyWhereItHasNoValue() throws IOException {
        Set<Metric> undefined = EnumSet.noneOf(Metric.class);
        for (ClassPredictions answers : degenerate()) {
            for (ClassificationMetric metric : ClassificationMetric.all(answers.classes(), Map.of())) {
                boolean none = answers.value(metric).isEmpty();
                String reason = metric.undefinedBecause(answers);
                assertEquals(none, !reason.equals(Formula.NO_SLICES), () -> metric + " of " + answers.matrix());
                if (none) {
                    undefined.add(metric.metric());
                }
            }
        }
        ConfusionMatrix nothing = ConfusionMatrix.of(List.of("a", "b"), new long[2][2]);
        for (ClassificationMetric metric : ClassificationMetric.all(nothing.classes(), Map.of())) {
            assertEquals(OptionalDouble.empty(), metric.of(nothing), metric::id);
        }

        Set<Metric> onlyWithoutSlices =
                EnumSet.of(Metric.ACCURACY, Metric.CLASS_ACCURACY, Metric.WEIGHTED_F1, Metric.BRIER, Metric.ECE);
        Set<Metric> expected = ofPredictions();
        expected.removeAll(onlyWithoutSlices);
        assertEquals(expected, undefined);
    }

    @Test
    void theReasonsAreThoseOfTheFormulas() {
        ClassPredictions allOfOne = answers(new int[] {0, 0}, new int[] {0, 0});
        ClassPredictions wrong = answers(new int[] {0, 0}, new int[] {1, 1});

        assertEquals("every slice is a", reason("specificity/a", allOfOne));
        assertEquals("every slice was predicted as a", reason("npv/a", allOfOne));
        assertEquals("no slice is b", reason("youden/b", allOfOne));
        assertEquals("no slice is b", reason("macro-sensitivity", allOfOne));
        assertEquals("no slice was predicted as a", reason("weighted-precision", wrong));
        assertEquals("every slice is of one class and was predicted as it", reason("kappa", allOfOne));
        assertEquals("every slice is of one class, or was predicted as one", reason("mcc", wrong));
        assertEquals("the probabilities are not known", reason("auc/a", allOfOne));
        float[][] probabilities = {{0.75f, 0.25f}, {0.5f, 0.5f}};
        assertEquals("every slice is a", reason("auc", allOfOne.withProbabilities(probabilities)));
        assertEquals("no slice is b", reason("calibration-intercept/b", allOfOne.withProbabilities(probabilities)));
        assertEquals(
                "the probabilities separate the class from the others, or are all equal",
                reason(
                        "calibration-slope/a",
                        answers(new int[] {0, 1}, new int[] {0, 0}).withProbabilities(probabilities)));
    }

    private static String reason(String id, ClassPredictions answers) {
        assertEquals(OptionalDouble.empty(), answers.value(metric(answers.classes(), id)), id);
        return metric(answers.classes(), id).undefinedBecause(answers);
    }

    @Test
    void everyMetricHasAnIntervalByPatientThatHoldsItsValue() {
        ClassPredictions answers = drawn();

        List<ClassificationMetric> metrics = ClassificationMetric.all(answers.classes(), Map.of());
        List<Estimate> estimates = Estimates.of(answers, metrics, Examples.replicates(400));

        assertEquals(
                ofPredictions(), metrics.stream().map(AppliedMetric::metric).collect(Collectors.toSet()));
        for (Estimate estimate : estimates) {
            Interval interval = estimate.byPatient().known().orElseThrow().interval();
            assertTrue(interval.contains(estimate.value().orElseThrow()), estimate::toString);
            assertTrue(estimate.bySlice().known().isPresent(), estimate::toString);
        }
    }

    @Test
    void noCountDependsOnWhetherRanksAreAskedFor() {
        ClassPredictions answers = drawn();
        List<ClassificationMetric> usual = ClassificationMetric.usual(answers.classes(), Map.of());

        List<Estimate> alone = Estimates.of(answers, usual, Examples.replicates(200));
        List<Estimate> beside =
                Estimates.of(answers, ClassificationMetric.all(answers.classes(), Map.of()), Examples.replicates(200));

        assertEquals(alone, beside.subList(0, usual.size()));
    }

    /** The width of an interval of the area by slice, beside the formula of Hanley and McNeil, Radiology 143 (1982) 29. */
    @Test
    void theStandardErrorOfAnAreaIsNearToThatOfHanleyAndMcNeil() throws IOException {
        ClassPredictions answers = ranked("0");
        Estimate estimate = Estimates.of(
                        answers, List.of(metric(answers.classes(), "auc/c1")), Examples.replicates(4000))
                .get(0);

        double area = estimate.value().orElseThrow();
        double positives = answers.matrix().slices(1);
        double others = answers.matrix().slices(0);
        double q1 = area / (2 - area);
        double q2 = 2 * area * area / (1 + area);
        double variance = (area * (1 - area) + (positives - 1) * (q1 - area * area) + (others - 1) * (q2 - area * area))
                / (positives * others);
        double found = estimate.bySlice().known().orElseThrow().standardError();
        assertEquals(1, found / Math.sqrt(variance), 0.15);
    }

    /** ClassPredictions of three classes whose probabilities are right more often than not. */
    private static ClassPredictions drawn() {
        ClassPredictions answers = Examples.generated(SeededRandom.of(3, "registry"), 30, 4, 0.8, 0.1);
        SeededRandom random = SeededRandom.of(4, "probabilities");
        float[][] probabilities = new float[answers.slices()][];
        for (int slice = 0; slice < probabilities.length; slice++) {
            float most = 0.4f + 0.05f * random.nextInt(12);
            probabilities[slice] = new float[3];
            Arrays.fill(probabilities[slice], (1 - most) / 2);
            probabilities[slice][answers.predicted(slice)] = most;
        }
        return answers.withProbabilities(probabilities);
    }

    /** All predictions of two slices of two classes. */
    private static List<ClassPredictions> degenerate() {
        List<ClassPredictions> all = new ArrayList<>();
        for (int code = 0; code < 16; code++) {
            int[] truth = {code & 1, code >> 1 & 1};
            int[] predicted = {code >> 2 & 1, code >> 3 & 1};
            all.add(answers(truth, predicted).withProbabilities(new float[][] {{0.75f, 0.25f}, {0.5f, 0.5f}}));
        }
        return all;
    }

    private static ClassPredictions answers(int[] truth, int[] predicted) {
        return ClassPredictions.of(List.of("a", "b"), truth, predicted);
    }

    private static ClassificationMetric metric(List<String> classes, String id) {
        return ClassificationMetric.all(classes, Map.of()).stream()
                .filter(metric -> metric.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ConfusionMatrix matrix(String text) {
        long[][] counts = Arrays.stream(text.split(";"))
                .map(row ->
                        Arrays.stream(row.split(" ")).mapToLong(Long::parseLong).toArray())
                .toArray(long[][]::new);
        return ConfusionMatrix.of(names(counts.length), counts);
    }

    private static List<String> names(int classes) {
        return IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
    }

    static ClassPredictions ranked(String set) throws IOException {
        List<CSVRecord> rows = golden("metric-ranks.csv").stream()
                .filter(row -> row.get("set").equals(set))
                .toList();
        float[][] probabilities = new float[rows.size()][];
        for (int i = 0; i < probabilities.length; i++) {
            String[] numbers = rows.get(i).get("probabilities").split(" ");
            probabilities[i] = new float[numbers.length];
            for (int c = 0; c < numbers.length; c++) {
                probabilities[i][c] = Float.parseFloat(numbers[c]);
            }
        }
        int[] truth = rows.stream()
                .mapToInt(row -> Integer.parseInt(row.get("truth")))
                .toArray();
        return ClassPredictions.of(names(probabilities[0].length), truth, truth).withProbabilities(probabilities);
    }

    private static List<CSVRecord> golden(String name) throws IOException {
        try (Reader in = new InputStreamReader(
                MetricRegistryTest.class.getResourceAsStream("/golden/" + name), StandardCharsets.UTF_8)) {
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get();
            return format.parse(in).getRecords();
        }
    }
}
