package org.ctbench.harness.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.statistics.Verdict.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class VerdictsTest {
    private static final VerdictRules RULES = new VerdictRules(0.95, 10_000, new VerdictRules.Margin(1, 0.02));
    private static final Verdicts PERCENT = new Verdicts(RULES, Scale.PERCENT);

    @Test
    void theSameDigitsAreReproducedExactly() {
        Verdict verdict =
                PERCENT.of(PublishedValue.stated(new BigDecimal("93.55")), measured(0.93545, 0.003), Optional.empty());

        assertEquals(Kind.REPRODUCED_EXACTLY, verdict.kind());
        assertEquals(
                "Reproduced exactly: measured and published are 93.55 % (21,191 images of 293 patients, one seed).",
                verdict.sentence());
    }

    @Test
    void aDifferenceShownToBeBelowTheMarginIsReproduced() {
        Verdict verdict =
                PERCENT.of(PublishedValue.stated(new BigDecimal("93.55")), measured(0.9340, 0.003), Optional.empty());

        assertEquals(Kind.REPRODUCED, verdict.kind());
        assertEquals(
                "Reproduced: measured 93.40 %, published 93.55 %; the 90 % interval of the difference, -0.65 to +0.35"
                        + " percentage points, lies within the margin of 1 percentage point (21,191 images of 293"
                        + " patients, one seed).",
                verdict.sentence());
    }

    @Test
    void aPublishedMetricInAWideIntervalIsCompatible() {
        Verdict verdict =
                PERCENT.of(PublishedValue.stated(new BigDecimal("93.55")), measured(0.92, 0.02), Optional.empty());

        assertEquals(Kind.COMPATIBLE, verdict.kind());
        assertEquals(
                "Compatible: the published 93.55 % lies in the 95 % interval 88.08\u201395.92 % around the measured 92.00 %;"
                        + " these data cannot show that the two differ by less than 1 percentage point (21,191 images of"
                        + " 293 patients, one seed).",
                verdict.sentence());
    }

    @Test
    void aPublishedMetricOutsideTheIntervalDiffersWithItsSign() {
        Verdict lower =
                PERCENT.of(PublishedValue.stated(new BigDecimal("93.55")), measured(0.90, 0.01), Optional.empty());
        Verdict higher =
                PERCENT.of(PublishedValue.stated(new BigDecimal("86")), measured(0.90, 0.01), Optional.empty());

        assertEquals(Kind.LOWER, lower.kind());
        assertEquals(
                "Differs: measured 90.00 % is lower than the published 93.55 %, which lies outside the 95 % interval"
                        + " 88.04\u201391.96 %; that they differ by less than 1 percentage point is not shown (21,191 images"
                        + " of 293 patients, one seed).",
                lower.sentence());
        assertEquals(Kind.HIGHER, higher.kind());
    }

    @Test
    void aSmallDifferenceThatIsCertainIsReproducedAllTheSame() {
        Verdict verdict =
                PERCENT.of(PublishedValue.stated(new BigDecimal("93.55")), measured(0.9310, 0.0005), Optional.empty());

        assertEquals(Kind.REPRODUCED, verdict.kind(), "outside the 95 % interval, and equivalent");
    }

    @Test
    void aPublishedMetricStandsForAllThatRoundsToIt() {
        MeasuredValue measured = measured(0.90, 0.01); // 95 % interval to 91.96 %

        assertEquals(
                Kind.LOWER,
                PERCENT.of(PublishedValue.stated(new BigDecimal("91.97")), measured, Optional.empty())
                        .kind());
        assertEquals(
                Kind.COMPATIBLE,
                PERCENT.of(PublishedValue.stated(new BigDecimal("92.0")), measured, Optional.empty())
                        .kind());
        PublishedValue derived = new PublishedValue(new BigDecimal("91.97"), new BigDecimal("0.02"), true);
        assertEquals(
                Kind.COMPATIBLE, PERCENT.of(derived, measured, Optional.empty()).kind());
        // 90 % interval 93.3355-94.6645: beyond 93.65 by 1.0145, within 1 of no value that rounds to 93.6 as well
        assertEquals(
                Kind.COMPATIBLE,
                PERCENT.of(PublishedValue.stated(new BigDecimal("93.7")), measured(0.94, 0.00404), Optional.empty())
                        .kind());
    }

    @Test
    void whatIsGeneratedUncertainOrWithoutIntervalCannotBeTold() {
        MeasuredValue good = measured(0.9355, 0.003);
        PublishedValue certain = PublishedValue.stated(new BigDecimal("93.55"));
        PublishedValue assumed = new PublishedValue(new BigDecimal("98.47"), new BigDecimal("0.05"), false);
        Uncertainty none = new Uncertainty.Unknown("no slice is wrong");
        MeasuredValue bare = new MeasuredValue(1, none, none, 1, 100, OptionalLong.of(20));

        assertEquals(
                new Verdict(Kind.CANNOT_BE_TOLD, "Cannot be told: the images are generated."),
                PERCENT.of(certain, good, Optional.of("the images are generated")));
        assertEquals(
                "Cannot be told: the published value of 98.47 % rests on an assumption and is not stated; measured was"
                        + " 93.55 %.",
                PERCENT.of(assumed, good, Optional.empty()).sentence());
        assertEquals(
                "Cannot be told: measured was 100.00 %, published is 93.55 %, and the measured value has no interval: no"
                        + " slice is wrong.",
                PERCENT.of(certain, bare, Optional.empty()).sentence());
        assertEquals(
                Kind.REPRODUCED_EXACTLY,
                PERCENT.of(PublishedValue.stated(new BigDecimal("100.00")), bare, Optional.empty())
                        .kind(),
                "the same digits need no interval");
    }

    @Test
    void whatIsMissingOnOneSideSaysSo() {
        assertEquals(
                new Verdict(Kind.NOT_RUN, "Not run: the training failed."), Verdicts.notRun("the training failed"));
        assertEquals(
                Kind.NOT_PUBLISHED,
                Verdicts.notPublished("the table does not have it").kind());
    }

    @Test
    void averagePrecisionHasItsOwnMarginAndNoUnit() {
        Verdict verdict = new Verdicts(RULES, Scale.AP)
                .of(PublishedValue.stated(new BigDecimal("0.424")), measured(0.42, 0.005), Optional.empty());

        assertEquals(
                "Reproduced: measured 0.420, published 0.424; the 90 % interval of the difference, -0.013 to +0.005, lies"
                        + " within the margin of 0.02 (21,191 images of 293 patients, one seed).",
                verdict.sentence());
    }

    @Test
    void withSeveralSeedsOneRunDecidesCompatibilityAndTheMeanEquivalence() {
        MeasuredValue wide =
                new MeasuredValue(0.93, known(0.93, 0.02), known(0.93, 0.006), 5, 1000, OptionalLong.empty());
        MeasuredValue sure =
                new MeasuredValue(0.935, known(0.935, 0.02), known(0.935, 0.003), 5, 1000, OptionalLong.empty());

        Verdict compatible = PERCENT.of(PublishedValue.stated(new BigDecimal("95.00")), wide, Optional.empty());
        Verdict reproduced = PERCENT.of(PublishedValue.stated(new BigDecimal("93.55")), sure, Optional.empty());

        assertEquals(
                "Compatible: the published 95.00 % lies in the 95 % interval 89.08\u201396.92 % of one further run around the"
                        + " measured 93.00 %; these data cannot show that the two differ by less than 1 percentage point"
                        + " (1,000 images, patients unknown, 5 seeds).",
                compatible.sentence());
        assertEquals(Kind.REPRODUCED, reproduced.kind());
    }

    /** A published value that was not rounded: the verdict is then the plain test. */
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/statistics/tost.csv", numLinesToSkip = 1)
    void equivalenceIsThatOfStatsmodels(
            double mean, double error, double margin, double low, double high, double p, int equivalent) {
        Uncertainty known = new Uncertainty.Known(
                new Interval((60 + mean - 1.96 * error) / 100, (60 + mean + 1.96 * error) / 100),
                new Interval((60 + low) / 100, (60 + high) / 100),
                error / 100);
        MeasuredValue measured = new MeasuredValue((60 + mean) / 100, known, known, 1, 100, OptionalLong.empty());
        PublishedValue exact = new PublishedValue(new BigDecimal("60.0000"), BigDecimal.ZERO, true);

        Verdict verdict = PERCENT.of(exact, measured, Optional.empty());

        assertEquals(equivalent == 1, verdict.kind() == Kind.REPRODUCED, "p " + p + " margin " + margin);
    }

    @Test
    void aMetricOfAnEstimateIsJudgedByPatientWherePatientsAreKnown() throws IOException {
        ClassPredictions answers = Examples.answers("first");
        ClassPredictions unknown = Examples.withoutPatients(answers);

        assertEquals(OptionalLong.of(150), of(answers).patients());
        assertEquals(OptionalLong.empty(), of(unknown).patients());
        double byPatient = of(answers).ofMean().known().orElseThrow().interval().width();
        double bySlice = of(unknown).ofMean().known().orElseThrow().interval().width();
        assertEquals(1.95, byPatient / bySlice, 0.1, "square root of the design effect");
    }

    private static MeasuredValue of(ClassPredictions answers) {
        return MeasuredValue.of(
                Estimates.of(answers, List.of(ClassificationMetric.accuracy()), Examples.replicates(2000))
                        .get(0),
                answers);
    }

    private static MeasuredValue measured(double value, double error) {
        Uncertainty known = known(value, error);
        return new MeasuredValue(value, known, known, 1, 21_191, OptionalLong.of(293));
    }

    private static Uncertainty known(double value, double error) {
        return new Uncertainty.Known(
                new Interval(value - 1.96 * error, value + 1.96 * error),
                new Interval(value - 1.645 * error, value + 1.645 * error),
                error);
    }
}
