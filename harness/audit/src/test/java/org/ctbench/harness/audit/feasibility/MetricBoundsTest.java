package org.ctbench.harness.audit.feasibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.ctbench.harness.audit.granularity.PrintedValue;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Weighting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit bounds every metric of the registry that follows from a confusion matrix, and refuses the others. */
class MetricBoundsTest {
    private static final ConfusionMatrix MATRIX = ConfusionMatrix.of(
            List.of("Normal", "CP", "NCP"), new long[][] {{9322, 123, 5}, {174, 7139, 82}, {27, 277, 4042}});
    private static final ClassSizes SIZES = new ClassSizes(MATRIX.classes(), List.of(9450L, 7395L, 4346L));
    private static final int NCP = 2;
    private static final double SAME = 1e-14;

    @ParameterizedTest
    @EnumSource(Metric.class)
    void theScoreOfAMatrixIsTheMetric(Metric metric) {
        if (metric.ofCounts().isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> score(metric));
            return;
        }

        double exact = new Feasibility(SIZES)
                .of(score(metric), MATRIX, RoundingMode.HALF_EVEN)
                .doubleValue();

        assertEquals(value(metric), exact, SAME);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aTrueValueAgreesAndAFalseOneContradicts(Metric metric) {
        if (metric.ofCounts().isEmpty()) {
            return;
        }
        List<ScoreClaim> others = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            for (Metric known : List.of(Metric.SENSITIVITY, Metric.PRECISION)) {
                Score score = Score.of(known, SIZES, OptionalInt.of(c), known.words());
                others.add(claim(score, known.of(MATRIX, c).orElseThrow()));
            }
        }
        Feasibility feasibility = new Feasibility(SIZES);

        Answer right = feasibility.decide(with(others, claim(score(metric), value(metric))));
        Answer wrong = feasibility.decide(with(others, claim(score(metric), value(metric) - 0.03)));
        ScoreRange range = feasibility.range(others, score(metric)).orElseThrow();

        assertTrue(right.possible(), right::toString);
        assertTrue(wrong.impossible(), wrong::toString);
        double low = range.low().bound().doubleValue();
        double high = range.high().bound().doubleValue();
        double inside = value(metric);
        assertTrue(low <= inside + SAME && inside <= high + SAME && high - low < 0.01, low + " to " + high);
    }

    private static double value(Metric metric) {
        int classes = MATRIX.size();
        boolean equal = metric.name().startsWith("MACRO");
        List<Double> weights =
                equal ? Weighting.equal(classes) : Weighting.shares(MATRIX).orElseThrow();
        return metric.ofCounts().orElseThrow().value(MATRIX, NCP, weights).orElseThrow();
    }

    private static Score score(Metric metric) {
        return Score.of(metric, SIZES, metric.ofClass() ? OptionalInt.of(NCP) : OptionalInt.empty(), metric.words());
    }

    private static ScoreClaim claim(Score score, double value) {
        String digits = BigDecimal.valueOf(100 * value)
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
        return new ScoreClaim(score.name(), score, Printing.ROUNDED.window(PrintedValue.percent(digits)));
    }

    private static List<ScoreClaim> with(List<ScoreClaim> claims, ScoreClaim more) {
        List<ScoreClaim> all = new ArrayList<>(claims);
        all.add(more);
        return all;
    }
}
