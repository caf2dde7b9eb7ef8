package org.ctbench.harness.statistics;

import static org.ctbench.harness.statistics.Question.SAME_IMAGES;
import static org.ctbench.harness.statistics.Question.SAME_POPULATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.harness.statistics.Verdict.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
    private static final VerdictRules RULES =
            new VerdictRules(0.95, 10_000, VerdictRules.Margin.of(1, 0.02), Optional.empty());
    private static final VerdictRules BY_SEEDS =
            new VerdictRules(0.95, 10_000, VerdictRules.Margin.SEEDS, Optional.empty());
    private static final Verdicts PERCENT = new Verdicts(RULES, Scale.PERCENT);
    private static final Uncertainty NONE = new Uncertainty.Unknown("no slice is wrong");

    @Test
    void theSameDigitsAreReproducedExactly() {
        Verdict verdict = PERCENT.of(SAME_IMAGES, stated("93.55"), measured(0.93545, 0.003));

        assertEquals(
                Verdict.exact(
                        "Reproduced exactly: measured and published are 93.55 % (21,191 images of 293 patients, one"
                                + " seed)."),
                verdict);
    }

    @Test
    void oneTrainingWithOtherDigitsCannotBeToldFromAnotherSeed() {
        Verdict verdict = PERCENT.of(SAME_IMAGES, stated("93.55"), measured(0.9, 0.003));

        assertEquals(
                Verdicts.cannotBeTold(
                        "measured 90.00 % is off by 3.55 percentage points from the published 93.55 %; one"
                                + " training cannot tell this from another seed (21,191 images of 293 patients, one seed)"),
                verdict);
    }

    /** t(7, .975) * 1.3 * sqrt(2) = 4.3473 points. */
    @ParameterizedTest
    @CsvSource({"74.35, COMPATIBLE", "74.36, LOWER", "65.65, COMPATIBLE", "65.64, HIGHER", "70.00, REPRODUCED_EXACTLY"})
    void oneTrainingIsJudgedByTheDeviationThatIsStated(String published, Kind kind) {
        StatedDeviation known =
                new StatedDeviation(OptionalDouble.of(1.3), OptionalDouble.empty(), 7, Optional.empty());
        Verdicts verdicts = new Verdicts(RULES, Scale.PERCENT, Optional.of(known));

        assertEquals(
                kind,
                verdicts.of(SAME_IMAGES, stated(published), measured(0.7, 0.003))
                        .kind());
        assertEquals(
                Kind.CANNOT_BE_TOLD,
                new Verdicts(RULES, Scale.AP, Optional.of(known))
                        .of(SAME_IMAGES, stated("0.9"), measured(0.7, 0.003))
                        .kind(),
                "nothing is stated of AP");
    }

    /** 95 % interval 62.493 to 79.347 by scipy, case "plain" of training.csv. */
    @ParameterizedTest
    @CsvSource({
        "79.35, COMPATIBLE",
        "79.36, LOWER",
        "62.49, COMPATIBLE",
        "62.48, HIGHER",
        "79.3, COMPATIBLE",
        "79.4, LOWER"
    })
    void aPublishedValueDiffersWhereNothingThatRoundsToItIsAFurtherTraining(String published, Kind kind) {
        MeasuredValue seeds = seeds(NONE, 0.712, 0.688, 0.741, 0.675, 0.730);

        assertEquals(kind, PERCENT.of(SAME_IMAGES, stated(published), seeds).kind());
    }

    @Test
    void theSentencesNameTheIntervalAndTheQuestion() {
        MeasuredValue seeds = seeds(NONE, 0.712, 0.688, 0.741, 0.675, 0.730);

        assertEquals(
                "Compatible: the published 70.00 % lies in the 95 % interval 62.49\u201379.35 % of another training on these"
                        + " images, around the measured 70.92 %; that they differ by less than 1 percentage point is not"
                        + " shown (1,000 images of 100 patients, 5 seeds).",
                PERCENT.of(SAME_IMAGES, stated("70.00"), seeds).sentence());
        assertEquals(
                "Differs: measured 70.92 % is lower than the published 85.00 %, which lies outside the 95 % interval"
                        + " 62.49\u201379.35 % of another training on these images; that they differ by less than 1 percentage"
                        + " point is not shown (1,000 images of 100 patients, 5 seeds).",
                PERCENT.of(SAME_IMAGES, stated("85.00"), seeds).sentence());
    }

    /** |M - P| + half a digit + t(2, .95) s sqrt(4/3) = |M - P| + 0.005 + 0.0337 points. */
    @ParameterizedTest
    @CsvSource({"70.96, REPRODUCED", "70.97, LOWER", "69.04, REPRODUCED", "69.03, HIGHER"})
    void equivalenceAllowsForTheSeedOfThePublishedRun(String published, Kind kind) {
        MeasuredValue seeds = seeds(NONE, 0.7001, 0.6999, 0.7);

        Verdict verdict = PERCENT.of(SAME_IMAGES, stated(published), seeds);

        assertEquals(kind, verdict.kind());
        double away = Math.abs(70 - Double.parseDouble(published)) / 100;
        assertEquals(
                away + 0.00005 + 2.919985580353726 * 0.0001 * Math.sqrt(4 / 3.0),
                verdict.smallestMargin().orElseThrow(),
                1e-9);
    }

    /** Two trainings differ by up to t(2, .975) s sqrt(2) = 0.0608 points. */
    @Test
    void aMarginBySeedsIsByHowMuchTwoTrainingsDiffer() {
        Verdicts verdicts = new Verdicts(BY_SEEDS, Scale.PERCENT);
        MeasuredValue seeds = seeds(NONE, 0.7001, 0.6999, 0.7);

        assertEquals(
                4.302652729749464 * 0.0001 * Math.sqrt(2),
                verdicts.margin(seeds).orElseThrow(),
                1e-9);
        assertEquals(
                "Reproduced: measured 70.00 %, published 70.02 %; the 90 % interval of the difference, -0.06 to +0.02"
                        + " percentage points, of another training on these images, lies within the margin of 0.06"
                        + " percentage points (1,000 images of 100 patients, 3 seeds).",
                verdicts.of(SAME_IMAGES, stated("70.02"), seeds).sentence());
        assertEquals(
                Kind.COMPATIBLE,
                verdicts.of(SAME_IMAGES, stated("70.03"), seeds).kind());
        assertEquals(OptionalDouble.empty(), verdicts.margin(measured(0.7, 0.01)), "one seed");
    }

    @Test
    void everySeedMustHaveTheDigitsForThemToBeReproducedExactly() {
        assertEquals(
                Kind.REPRODUCED_EXACTLY,
                PERCENT.of(SAME_IMAGES, stated("70.00"), seeds(NONE, 0.7, 0.7)).kind());
        assertEquals(
                Kind.COMPATIBLE,
                PERCENT.of(SAME_IMAGES, stated("70.00"), seeds(NONE, 0.65, 0.75))
                        .kind());
    }

    @Test
    void ofThePopulationTheIntervalOfOneRunDecidesBoth() {
        MeasuredValue wide = seeds(known(0.93, 0.02), 0.93, 0.93, 0.93);
        MeasuredValue sure = seeds(known(0.935, 0.003), 0.935, 0.935);

        assertEquals(
                "Compatible: the published 95.00 % lies in the 95 % interval 89.08\u201396.92 % of another training on other"
                        + " patients of this kind, around the measured 93.00 %; that they differ by less than 1 percentage"
                        + " point is not shown (1,000 images of 100 patients, 3 seeds).",
                PERCENT.of(SAME_POPULATION, stated("95.00"), wide).sentence());
        assertEquals(
                Kind.REPRODUCED,
                PERCENT.of(SAME_POPULATION, stated("93.55"), sure).kind());
        assertEquals(
                Kind.LOWER, PERCENT.of(SAME_POPULATION, stated("97.00"), wide).kind());
    }

    /** 62.49 to 79.35 by the seeds alone; as much and more for other patients, though the sum of variances has more degrees of freedom. */
    @Test
    void thePopulationIsNeverJudgedMoreNarrowlyThanTheSameImages() {
        MeasuredValue seeds = seeds(known(0.7092, 0.03), 0.712, 0.688, 0.741, 0.675, 0.730);

        assertEquals(
                PERCENT.interval(SAME_IMAGES, seeds), PERCENT.interval(SAME_POPULATION, seeds), "65.04 to 76.80 alone");
        assertEquals(
                Kind.COMPATIBLE,
                PERCENT.of(SAME_POPULATION, stated("79.00"), seeds).kind());
        assertEquals(
                PERCENT.of(SAME_IMAGES, stated("79.00"), seeds).p(),
                PERCENT.of(SAME_POPULATION, stated("79.00"), seeds).p());
        assertEquals(
                Kind.LOWER, PERCENT.of(SAME_POPULATION, stated("80.00"), seeds).kind());
    }

    @Test
    void ofOneTrainingThePopulationIsCompatibleOrCannotBeTold() {
        MeasuredValue one = measured(0.92, 0.02);

        assertEquals(
                "Compatible: the published 93.55 % lies in the 95 % interval 88.08\u201395.92 % by patient around the measured"
                        + " 92.00 %, which is too narrow: it leaves out what another seed changes (21,191 images of 293"
                        + " patients, one seed).",
                PERCENT.of(SAME_POPULATION, stated("93.55"), one).sentence());
        assertEquals(
                "Cannot be told: measured 92.00 % is off by 7 percentage points from the published 99.00 %; one training"
                        + " cannot tell this from another seed (21,191 images of 293 patients, one seed).",
                PERCENT.of(SAME_POPULATION, stated("99.00"), one).sentence());
        StatedDeviation known =
                new StatedDeviation(OptionalDouble.of(0.5), OptionalDouble.empty(), 9, Optional.empty());
        assertEquals(
                Kind.LOWER,
                new Verdicts(RULES, Scale.PERCENT, Optional.of(known))
                        .of(SAME_POPULATION, stated("99.00"), one)
                        .kind());
    }

    @Test
    void fewPatientsAndSlicesOfUnknownPatientsTellNoDifference() {
        MeasuredValue few =
                new MeasuredValue(List.of(0.2, 0.21), 0, known(0.2, 0.001), known(0.2, 0.001), 20, OptionalLong.of(4));
        MeasuredValue bySlice =
                new MeasuredValue(List.of(0.9, 0.91), 0, known(0.9, 0.01), known(0.9, 0.01), 143, OptionalLong.empty());

        assertEquals(
                "Cannot be told: intervals by fewer than 20 patients are too narrow; measured was 20.50 %, published is"
                        + " 50.00 % (20 images of 4 patients, 2 seeds).",
                PERCENT.of(SAME_POPULATION, stated("50.00"), few).sentence());
        assertEquals(
                "Cannot be told: measured was 90.50 %, published is 50.00 %, and an interval by slice is too narrow to tell"
                        + " them apart (143 images, patients unknown, 2 seeds).",
                PERCENT.of(SAME_POPULATION, stated("50.00"), bySlice).sentence());
        assertEquals(
                "Compatible: the published 91.00 % lies in the 95 % interval 88.04\u201391.96 % by slice around the measured"
                        + " 90.50 %, which is too narrow: it leaves out that slices of one patient are alike (143 images,"
                        + " patients unknown, 2 seeds).",
                PERCENT.of(SAME_POPULATION, stated("91.00"), bySlice).sentence());
        assertEquals(
                Kind.HIGHER, PERCENT.of(SAME_IMAGES, stated("50.00"), bySlice).kind(), "seeds tell it");
    }

    @Test
    void aDerivedValueIsAsUncertainAsItsParts() {
        MeasuredValue wide = seeds(known(0.9, 0.01), 0.9, 0.9); // 95 % interval to 91.96 %
        PublishedValue derived = new PublishedValue(new BigDecimal("91.97"), new BigDecimal("0.02"), true);

        assertEquals(
                Kind.LOWER, PERCENT.of(SAME_POPULATION, stated("91.97"), wide).kind());
        assertEquals(
                Kind.COMPATIBLE,
                PERCENT.of(SAME_POPULATION, stated("92.0"), wide).kind());
        assertEquals(Kind.COMPATIBLE, PERCENT.of(SAME_POPULATION, derived, wide).kind());
    }

    @Test
    void whatIsUncertainOrWithoutIntervalCannotBeTold() {
        PublishedValue assumed = new PublishedValue(new BigDecimal("98.47"), new BigDecimal("0.05"), false);
        MeasuredValue bare = seeds(NONE, 0.95, 0.95);

        for (Question question : Question.values()) {
            assertEquals(
                    "Cannot be told: the published value of 98.47 % rests on an assumption and is not stated; measured was"
                            + " 95.00 %.",
                    PERCENT.of(question, assumed, bare).sentence());
        }
        assertEquals(
                "Cannot be told: measured was 95.00 %, published is 93.55 %, and the measured value has no interval: no"
                        + " slice is wrong.",
                PERCENT.of(SAME_POPULATION, stated("93.55"), bare).sentence());
    }

    @Test
    void whatIsMissingOnOneSideSaysSo() {
        assertEquals(Verdict.of(Kind.NOT_RUN, "Not run: the training failed."), Verdicts.notRun("the training failed"));
        assertEquals(
                Kind.NOT_PUBLISHED,
                Verdicts.notPublished("the table does not have it").kind());
    }

    @Test
    void averagePrecisionHasItsOwnMarginAndNoUnit() {
        Verdict verdict = new Verdicts(RULES, Scale.AP)
                .of(SAME_POPULATION, stated("0.424"), seeds(known(0.42, 0.005), 0.42, 0.42));

        assertEquals(
                "Reproduced: measured 0.420, published 0.424; the 90 % interval of the difference, -0.013 to +0.005, of"
                        + " another training on other patients of this kind, lies within the margin of 0.02 (1,000 images of"
                        + " 100 patients, 2 seeds).",
                verdict.sentence());
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
        double value = (60 + mean) / 100;
        MeasuredValue measured = new MeasuredValue( // so many that one image is nothing
                List.of(value, value), 0, known, known, 1_000_000_000, OptionalLong.of(100));
        PublishedValue exact = new PublishedValue(new BigDecimal("60.0000"), BigDecimal.ZERO, true);

        Verdict verdict = PERCENT.of(SAME_POPULATION, exact, measured);

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

    private static PublishedValue stated(String digits) {
        return PublishedValue.stated(new BigDecimal(digits));
    }

    private static MeasuredValue measured(double value, double error) {
        Uncertainty known = known(value, error);
        return new MeasuredValue(List.of(value), 0, known, known, 21_191, OptionalLong.of(293));
    }

    private static MeasuredValue seeds(Uncertainty ofOneRun, Double... values) {
        return new MeasuredValue(Arrays.asList(values), 0, ofOneRun, ofOneRun, 1000, OptionalLong.of(100));
    }

    private static Uncertainty known(double value, double error) {
        return new Uncertainty.Known(
                new Interval(value - 1.96 * error, value + 1.96 * error),
                new Interval(value - 1.645 * error, value + 1.645 * error),
                error);
    }
}
