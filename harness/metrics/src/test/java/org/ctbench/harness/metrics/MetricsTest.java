package org.ctbench.harness.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    private static final List<String> THREE = List.of("Normal", "CP", "NCP");
    private static final List<String> TWO = List.of("Normal", "NCP");
    private static final Map<Weighting, List<Double>> FIXED =
            Map.of(Weighting.CODE, List.of(0.45, 0.35, 0.20), Weighting.PAPER, List.of(0.43, 0.35, 0.22));

    /** README of the predecessor "Single Shot Model", COVIDx-CT v1 test split. */
    private static final ConfusionMatrix SINGLE_SHOT =
            ConfusionMatrix.of(THREE, new long[][] {{9322, 123, 5}, {174, 7139, 82}, {27, 277, 4042}});

    /** README of the predecessor COVID-CT-Mask-Net, merged masks. */
    private static final ConfusionMatrix MASK_NET_MERGED =
            ConfusionMatrix.of(THREE, new long[][] {{9236, 188, 26}, {116, 7150, 129}, {20, 298, 4028}});

    /** The same, two kinds of lesion. */
    private static final ConfusionMatrix MASK_NET_BOTH =
            ConfusionMatrix.of(THREE, new long[][] {{9158, 278, 14}, {204, 7030, 161}, {15, 251, 4080}});

    @Test
    void givesThePublishedMetricsOfTheSingleShotModel() {
        Scores scores = Scores.of(SINGLE_SHOT, FIXED);

        assertEquals(List.of("98.646", "96.538", "93.005"), percent(scores, Metric.SENSITIVITY));
        assertEquals(List.of("97.889", "94.694", "97.893"), percent(scores, Metric.PRECISION));
        assertEquals(List.of("98.266", "95.607", "95.386"), percent(scores, Metric.F1));
        assertEquals("96.753", percent(scores.accuracy()));
        assertEquals("96.760", percent(scores.weightedF1().get(Weighting.CODE)));
        assertEquals("96.748", percent(scores.weightedF1().get(Weighting.ACTUAL)));
        assertEquals("96.702", percent(scores.weightedF1().get(Weighting.PAPER)));
        assertEquals("96.420", percent(scores.weightedF1().get(Weighting.MACRO)));
        assertEquals(List.of(), scores.undefined());
        assertEquals(21191, SINGLE_SHOT.total());
    }

    @Test
    void givesThePublishedMetricsOfMaskNet() {
        Scores merged = Scores.of(MASK_NET_MERGED, FIXED);
        Scores both = Scores.of(MASK_NET_BOTH, FIXED);

        assertEquals(List.of("97.735", "96.687", "92.683"), percent(merged, Metric.SENSITIVITY));
        assertEquals("96.333", percent(merged.accuracy()));
        assertEquals(List.of("96.910", "95.064", "93.879"), percent(both, Metric.SENSITIVITY));
        assertEquals("95.644", percent(both.accuracy()));
        assertEquals(21191, MASK_NET_MERGED.total());
        assertEquals(21191, MASK_NET_BOTH.total());
    }

    /** Discrepancy D-23: counts from the README's sensitivities 98.78 and 94.12 on the real sizes of the test list. */
    @Test
    void tellsTheWeightedF1OfIctcfFromItsAccuracy() {
        var m = ConfusionMatrix.of(TWO, new long[][] {{8730, 545}, {45, 3656}});

        Scores scores = Scores.of(m, FIXED);

        assertEquals(List.of("94.124", "98.784"), percent(scores, Metric.SENSITIVITY));
        assertEquals(95.45, 100 * scores.accuracy().orElseThrow(), 0.005);
        assertEquals(95.53, 100 * scores.weightedF1().get(Weighting.ACTUAL).orElseThrow(), 0.005);
        assertEquals(
                List.of(Weighting.ACTUAL, Weighting.MACRO),
                List.copyOf(scores.weightedF1().keySet()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/golden/metrics.csv", numLinesToSkip = 1) // made by src/test/golden/metrics.py
    void agreesWithScikitLearn(
            String matrix, String recall, String precision, String f1, double accuracy, double macroF1) {
        long[][] counts = Arrays.stream(matrix.split(";"))
                .map(row ->
                        Arrays.stream(row.split(" ")).mapToLong(Long::parseLong).toArray())
                .toArray(long[][]::new);
        List<String> names =
                IntStream.range(0, counts.length).mapToObj(c -> "c" + c).toList();

        Scores scores = Scores.of(ConfusionMatrix.of(names, counts), Map.of());

        for (int c = 0; c < counts.length; c++) {
            Scores.OfClass got = scores.classes().get(c);
            assertEquals(number(recall, c), got.sensitivity().orElseThrow(), 1e-12);
            assertEquals(number(precision, c), got.precision().orElseThrow(), 1e-12);
            assertEquals(number(f1, c), got.f1().orElseThrow(), 1e-12);
        }
        assertEquals(accuracy, scores.accuracy().orElseThrow(), 1e-12);
        assertEquals(macroF1, scores.weightedF1().get(Weighting.MACRO).orElseThrow(), 1e-12);
    }

    private static double number(String numbers, int index) {
        return Double.parseDouble(numbers.split(" ")[index]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theF1IsTheHarmonicMeanAndTheActualWeightedSensitivityTheAccuracy(long seed) {
        Random random = new Random(seed);
        long[][] counts = new long[3][3];
        for (long[] row : counts) {
            for (int j = 0; j < 3; j++) {
                row[j] = 1 + random.nextInt(1000);
            }
        }
        ConfusionMatrix m = ConfusionMatrix.of(THREE, counts);

        List<Double> shares = Weighting.shares(m).orElseThrow();

        double accuracy = 0;
        for (int c = 0; c < 3; c++) {
            double s = Metric.SENSITIVITY.of(m, c).orElseThrow();
            double p = Metric.PRECISION.of(m, c).orElseThrow();
            assertEquals(2 * s * p / (s + p), Metric.F1.of(m, c).orElseThrow(), 1e-12);
            assertEquals(
                    m.total(), m.truePositives(c) + m.falseNegatives(c) + m.falsePositives(c) + trueNegatives(m, c));
            accuracy += shares.get(c) * s;
        }
        assertEquals(Metric.ACCURACY.of(m, 0).orElseThrow(), accuracy, 1e-12);
    }

    @Test
    void aClassWithoutSlicesHasNoMetricAndSpoilsTheFixedWeightings() {
        var m = ConfusionMatrix.of(THREE, new long[][] {{5, 1, 0}, {0, 0, 0}, {0, 1, 3}});

        Scores scores = Scores.of(m, FIXED);

        Scores.OfClass cp = scores.classes().get(1);
        assertEquals(new Scores.OfClass("CP", 0, empty(), OptionalDouble.of(0), empty()), cp);
        assertEquals(empty(), scores.weightedF1().get(Weighting.CODE));
        assertEquals(empty(), scores.weightedF1().get(Weighting.PAPER));
        assertEquals(empty(), scores.weightedF1().get(Weighting.MACRO));
        double normal = 10.0 / 11;
        double ncp = 6.0 / 7;
        assertEquals(
                0.6 * normal + 0.4 * ncp,
                scores.weightedF1().get(Weighting.ACTUAL).orElseThrow(),
                1e-12);
        assertEquals(
                List.of(
                        "sensitivity of CP: no slice is CP",
                        "F1 of CP: no slice is CP",
                        "code-weighted F1: no slice is CP",
                        "paper-weighted F1: no slice is CP",
                        "macro-weighted F1: no slice is CP"),
                scores.undefined());
    }

    @Test
    void aClassThatIsNeverPredictedHasNoPrecisionAndAnF1OfZero() {
        var m = ConfusionMatrix.of(TWO, new long[][] {{6, 0}, {4, 0}});

        Scores scores = Scores.of(m, FIXED);

        assertEquals(
                new Scores.OfClass("NCP", 4, OptionalDouble.of(0), empty(), OptionalDouble.of(0)),
                scores.classes().get(1));
        assertEquals(0.6 * 0.75, scores.weightedF1().get(Weighting.ACTUAL).orElseThrow(), 1e-12);
        assertEquals(List.of("precision of NCP: no slice was predicted as NCP"), scores.undefined());
    }

    @Test
    void nothingAtAllHasNoMetrics() {
        var m = ConfusionMatrix.of(TWO, new long[2][2]);

        Scores scores = Scores.of(m, FIXED);

        assertEquals(empty(), scores.accuracy());
        assertEquals(Optional.empty(), Weighting.shares(m));
        assertEquals(empty(), scores.weightedF1().get(Weighting.ACTUAL));
        assertEquals("accuracy: there are no slices", scores.undefined().get(0));
        assertEquals(
                "actual-weighted F1: there are no slices", scores.undefined().get(1));
        assertEquals(9, scores.undefined().size());
    }

    @Test
    void wantsOneWeightPerClass() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Metric.WEIGHTED_F1.ofCounts().orElseThrow().value(SINGLE_SHOT, 0, List.of(0.5, 0.5)));

        assertEquals("2 weights for 3 classes", e.getMessage());
    }

    @Test
    void countsPairsOfLabelsByTruthFirst() {
        var m = ConfusionMatrix.ofLabels(THREE, new int[] {0, 0, 1, 2, 2}, new int[] {0, 1, 1, 2, 0});

        assertEquals(ConfusionMatrix.of(THREE, new long[][] {{1, 1, 0}, {0, 1, 0}, {1, 0, 1}}), m);
        assertEquals(2, m.slices(0));
        assertEquals(1, m.predicted(2));
        assertEquals(3, m.correct());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,3|0,0|label 3 at position 1 is none of 3 classes",
                "0,0|-1,0|label -1 at position 0 is none of 3 classes",
                "0|0,0|1 true labels and 2 predicted ones",
            })
    void refusesLabelsThatAreNone(String truth, String predicted, String message) {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionMatrix.ofLabels(THREE, labels(truth), labels(predicted)));

        assertEquals(message, e.getMessage());
    }

    @Test
    void refusesCountsThatAreNoSquareOfCounts() {
        var ragged =
                assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(TWO, new long[][] {{1, 2}, {3}}));
        var negative = assertThrows(
                IllegalArgumentException.class, () -> ConfusionMatrix.of(TWO, new long[][] {{1, 2}, {3, -4}}));
        var large = assertThrows(
                IllegalArgumentException.class, () -> ConfusionMatrix.of(TWO, new long[][] {{1, 2}, {3, 1L << 31}}));
        var twice = assertThrows(
                IllegalArgumentException.class, () -> ConfusionMatrix.of(List.of("a", "a"), new long[2][2]));

        assertEquals("counts of 2 classes need 2 rows of 2", ragged.getMessage());
        assertEquals("a count is negative: [[1, 2], [3, -4]]", negative.getMessage());
        assertEquals("a count is above 2147483647: [[1, 2], [3, 2147483648]]", large.getMessage());
        assertEquals("two or more different classes are needed, found [a, a]", twice.getMessage());
        assertTrue(new ConfusionMatrix(TWO, List.of(List.of(1L, 2L), List.of(3L, 4L))).total() == 10);
    }

    private static OptionalDouble empty() {
        return OptionalDouble.empty();
    }

    private static long trueNegatives(ConfusionMatrix m, int c) {
        long sum = 0;
        for (int i = 0; i < m.size(); i++) {
            for (int j = 0; j < m.size(); j++) {
                sum += i != c && j != c ? m.count(i, j) : 0;
            }
        }
        return sum;
    }

    private static int[] labels(String text) {
        return java.util.Arrays.stream(text.split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static List<String> percent(Scores scores, Metric metric) {
        return scores.classes().stream()
                .map(c -> switch (metric) {
                    case SENSITIVITY -> c.sensitivity();
                    case PRECISION -> c.precision();
                    case F1 -> c.f1();
                    default -> throw new IllegalArgumentException(metric.id());
                })
                .map(MetricsTest::percent)
                .toList();
    }

    private static String percent(OptionalDouble value) {
        return String.format(java.util.Locale.ROOT, "%.3f", 100 * value.orElseThrow());
    }
}
