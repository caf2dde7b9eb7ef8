package org.ctbench.harness.audit.feasibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.PrintedValue;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Ratio;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeasibilityTest {
    private static final ClassSizes TEST_SPLIT =
            new ClassSizes(List.of("Normal", "CP", "NCP"), List.of(9450L, 7395L, 4346L));

    /** Metrics whose ratios are drawn. */
    private static final List<Metric> OF_CLASS = List.of(
            Metric.SENSITIVITY,
            Metric.PRECISION,
            Metric.F1,
            Metric.SPECIFICITY,
            Metric.NPV,
            Metric.CLASS_ACCURACY,
            Metric.ACCURACY,
            Metric.YOUDEN);

    private static final Comparator<BigFraction> UPWARDS =
            (a, b) -> a.subtract(b).signum(); // the library's own order is wrong for negative fractions

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Printing.class)
    void agreesWithTheEnumerationOfAllMatrices(Printing printing) {
        Random random = new Random(printing.ordinal());
        int possible = 0;
        int impossible = 0;
        for (int i = 0; i < 120; i++) {
            ClassSizes sizes = smallSizes(random);
            List<ScoreClaim> claims = claims(sizes, printing, random);
            Feasibility feasibility = new Feasibility(sizes);

            List<ConfusionMatrix> agreeing = agreeing(sizes, claims);
            Answer answer = feasibility.decide(claims);

            assertEquals(!agreeing.isEmpty(), answer.possible(), () -> sizes + " " + claims);
            assertEquals(agreeing.isEmpty(), answer.impossible(), () -> sizes + " " + claims);
            if (answer instanceof Answer.Agrees found) {
                assertTrue(agreeing.contains(found.matrix()), () -> found + " for " + claims);
                possible++;
            } else {
                assertConflictIsMinimal(
                        sizes, claims, feasibility.conflict(claims).orElseThrow());
                impossible++;
            }
        }
        assertTrue(possible > 20 && impossible > 20, possible + " possible, " + impossible + " impossible");
    }

    private static void assertConflictIsMinimal(ClassSizes sizes, List<ScoreClaim> claims, List<ScoreClaim> conflict) {
        assertTrue(claims.containsAll(conflict));
        assertTrue(agreeing(sizes, conflict).isEmpty(), () -> conflict + " do not contradict each other");
        for (ScoreClaim claim : conflict) {
            List<ScoreClaim> others = new ArrayList<>(conflict);
            others.remove(claim);
            assertFalse(agreeing(sizes, others).isEmpty(), () -> claim + " is not needed in " + conflict);
        }
    }

    @Test
    void rangesAreThoseOfAllMatrices() {
        Random random = new Random(7);
        int asked = 0;
        for (int i = 0; i < 90; i++) {
            ClassSizes sizes = smallSizes(random);
            List<ScoreClaim> claims = claims(sizes, Printing.EITHER, random);
            List<ConfusionMatrix> agreeing = agreeing(sizes, claims);
            Score score = score(sizes, random);

            Optional<ScoreRange> range = new Feasibility(sizes).range(claims, score);

            assertEquals(agreeing.isEmpty(), range.isEmpty());
            if (range.isPresent()) {
                assertEquals(
                        Collections.min(values(sizes, agreeing, score, RoundingMode.FLOOR), UPWARDS),
                        range.get().low().bound(),
                        () -> score + " " + claims);
                assertEquals(
                        Collections.max(values(sizes, agreeing, score, RoundingMode.CEILING), UPWARDS),
                        range.get().high().bound(),
                        () -> score + " " + claims);
                assertTrue(range.get().isSharp());
                assertTrue(agreeing.contains(range.get().low().witness()));
                assertTrue(agreeing.contains(range.get().high().witness()));
                asked++;
            }
        }
        assertTrue(asked > 30, asked + " ranges");
    }

    private static List<BigFraction> values(
            ClassSizes sizes, List<ConfusionMatrix> matrices, Score score, RoundingMode irrational) {
        return matrices.stream()
                .map(m -> score.value(sizes, ClassErrors.of(m), irrational))
                .toList();
    }

    /** Each score by its own definition, from the cells of every matrix of small sets; nothing is rounded but the root. */
    @Test
    void scoresCorrectedForChanceAreThoseOfTheirDefinitions() {
        for (ClassSizes sizes : List.of(
                new ClassSizes(List.of("a", "b"), List.of(5L, 3L)),
                new ClassSizes(List.of("a", "b", "c"), List.of(3L, 1L, 2L)))) {
            for (ConfusionMatrix m : Enumeration.of(sizes)) {
                double kappa = new Feasibility(sizes)
                        .of(Score.of(Metric.KAPPA, sizes, OptionalInt.empty(), "kappa"), m, RoundingMode.HALF_EVEN)
                        .doubleValue();
                double matthews = new Feasibility(sizes)
                        .of(Score.of(Metric.MCC, sizes, OptionalInt.empty(), "Matthews"), m, RoundingMode.HALF_EVEN)
                        .doubleValue();

                assertEquals(kappaByShares(m), kappa, 1e-12, m::toString);
                assertEquals(correlation(m), matthews, 1e-12, m::toString);
            }
        }
    }

    /** (observed - expected) / (1 - expected) agreement. */
    private static double kappaByShares(ConfusionMatrix m) {
        double all = m.total();
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < m.size(); c++) {
            observed += m.count(c, c) / all;
            expected += m.slices(c) / all * (m.predicted(c) / all);
        }
        return (observed - expected) / (1 - expected);
    }

    /** The correlation of indicators, image by image, over all classes: the cells are unrolled into images. */
    private static double correlation(ConfusionMatrix m) {
        double all = m.total();
        double both = 0;
        double ofTruth = 0;
        double ofGiven = 0;
        for (int c = 0; c < m.size(); c++) {
            double truth = m.slices(c) / all;
            double given = m.predicted(c) / all;
            for (int row = 0; row < m.size(); row++) {
                for (int column = 0; column < m.size(); column++) {
                    double x = (row == c ? 1 : 0) - truth;
                    double y = (column == c ? 1 : 0) - given;
                    both += m.count(row, column) * x * y;
                    ofTruth += m.count(row, column) * x * x;
                    ofGiven += m.count(row, column) * y * y;
                }
            }
        }
        return ofGiven < 1e-9 ? 0 : both / Math.sqrt(ofTruth * ofGiven);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void neverCallsTheScoresOfARealMatrixImpossible(int classes) {
        Random random = new Random(classes);
        for (int i = 0; i < 8; i++) {
            ConfusionMatrix truth = matrix(classes, random);
            ClassSizes sizes = new ClassSizes(
                    truth.classes(),
                    IntStream.range(0, classes).mapToObj(truth::slices).toList());
            List<ScoreClaim> claims = new ArrayList<>();
            for (int j = 0; j < 1 + random.nextInt(classes + 3); j++) {
                Score score = score(sizes, random);
                BigFraction value = score.value(sizes, ClassErrors.of(truth), RoundingMode.DOWN);
                claims.add(claim(score, value, 2, RoundingMode.HALF_UP, Printing.ROUNDED));
            }

            Answer answer = new Feasibility(sizes, Budget.ofSteps(2_000_000)).decide(claims);

            assertFalse(answer.impossible(), () -> truth + " " + claims);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9322,123,5;174,7139,82;27,277,4042",
                "9236,188,26;116,7150,129;20,298,4028",
                "9158,278,14;204,7030,161;15,251,4080"
            })
    void findsThePublishedMatricesOfThePredecessors(String published) {
        ConfusionMatrix truth = published(published);
        List<ScoreClaim> claims = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            claims.add(stated(Score.ofClass(Metric.SENSITIVITY.ratio(), TEST_SPLIT, c, "sensitivity " + c), truth));
        }
        claims.add(stated(codeWeighted(), truth));
        Feasibility feasibility = new Feasibility(TEST_SPLIT);

        assertTrue(claims.stream().allMatch(claim -> claim.agrees(TEST_SPLIT, ClassErrors.of(truth))));
        for (Score open : List.of(
                Score.ofClass(Metric.PRECISION.ratio(), TEST_SPLIT, 2, "precision"),
                Score.ofClass(Metric.F1.ratio(), TEST_SPLIT, 0, "F1"),
                Score.ofClass(Metric.SPECIFICITY.ratio(), TEST_SPLIT, 1, "specificity"),
                Score.accuracy(TEST_SPLIT))) {
            ScoreRange range = feasibility.range(claims, open).orElseThrow();
            BigFraction value = open.value(TEST_SPLIT, ClassErrors.of(truth), RoundingMode.DOWN);
            assertTrue(range.isSharp());
            assertTrue(range.low().bound().compareTo(value) <= 0, open.name());
            assertTrue(range.high().bound().compareTo(value) >= 0, open.name());
        }
    }

    @Test
    void theSensitivitiesAloneBoundTheF1OfTheArticle() {
        Feasibility feasibility = new Feasibility(TEST_SPLIT);

        ScoreRange abstractSays = feasibility
                .range(sensitivities("99.37", Printing.EITHER), codeWeighted())
                .orElseThrow();
        ScoreRange textSays = feasibility
                .range(sensitivities("99.47", Printing.EITHER), codeWeighted())
                .orElseThrow();

        assertTrue(abstractSays.isSharp() && textSays.isSharp());
        assertTrue(abstractSays.high().bound().compareTo(BigFraction.of(97365, 100000)) < 0);
        assertTrue(textSays.low().bound().compareTo(BigFraction.of(97380, 100000)) < 0);
        assertTrue(textSays.high().bound().compareTo(BigFraction.of(97365, 100000)) > 0);
    }

    @Test
    void theStatedF1ContradictsTheSensitivityOfTheAbstractAndEveryValueIsNeeded() {
        Feasibility feasibility = new Feasibility(TEST_SPLIT);
        List<ScoreClaim> claims = new ArrayList<>(sensitivities("99.37", Printing.EITHER));
        claims.add(new ScoreClaim("F1 97.37", codeWeighted(), Printing.EITHER.window(PrintedValue.percent("97.37"))));

        assertEquals(Optional.of(claims), feasibility.conflict(claims));
        claims.set(2, sensitivities("99.47", Printing.EITHER).get(2));
        assertTrue(feasibility.decide(claims).possible());
    }

    @ParameterizedTest(name = "{0} classes, {1} images, values of each class: {2}")
    @CsvSource({"5, 2000, false", "3, 200000, false", "20, 10000, true", "100, 20000, true"})
    void findsAMatrixForTheValuesOfALargeOne(int classes, int images, boolean ofClasses) {
        Random random = new Random(classes);
        List<String> names = IntStream.range(0, classes).mapToObj(c -> "c" + c).toList();
        ClassSizes sizes = new ClassSizes(
                names,
                IntStream.range(0, classes)
                        .mapToObj(c -> (long) images / classes * (c % 3 + 1) / 2)
                        .toList());
        ClassErrors truth = ClassErrors.of(mostlyRight(sizes, random));
        List<Score> scores = new ArrayList<>(List.of(
                Score.accuracy(sizes),
                Score.mean(Metric.PRECISION.ratio(), sizes, "macro precision"),
                Score.mean(Metric.SENSITIVITY.ratio(), sizes, "macro recall"),
                Score.mean(Metric.F1.ratio(), sizes, "macro F1"),
                Score.bySize(Metric.PRECISION.ratio(), sizes, "weighted precision"),
                Score.bySize(Metric.F1.ratio(), sizes, "weighted F1")));
        for (int c = 0; ofClasses && c < classes; c++) {
            scores.add(Score.ofClass(Metric.SENSITIVITY.ratio(), sizes, c, "recall " + c));
            scores.add(Score.ofClass(Metric.PRECISION.ratio(), sizes, c, "precision " + c));
        }
        List<ScoreClaim> claims = scores.stream()
                .map(s -> claim(s, s.value(sizes, truth, RoundingMode.DOWN), 2, RoundingMode.HALF_UP, Printing.ROUNDED))
                .toList();

        Answer answer = new Feasibility(sizes).decide(claims);

        assertTrue(answer.possible(), answer::toString);
    }

    /** One image in ten is given to another class. */
    private static ConfusionMatrix mostlyRight(ClassSizes sizes, Random random) {
        int k = sizes.size();
        long[][] counts = new long[k][k];
        for (int row = 0; row < k; row++) {
            for (int i = 0; i < sizes.images().get(row); i++) {
                counts[row][random.nextInt(10) > 0 ? row : random.nextInt(k)]++;
            }
        }
        return ConfusionMatrix.of(sizes.classes(), counts);
    }

    @Test
    void saysThatItDoesNotKnowWhenTheEffortIsSpent() {
        List<ScoreClaim> claims = List.of(
                new ScoreClaim("F1", codeWeighted(), Printing.ROUNDED.window(PrintedValue.percent("96.71000"))),
                new ScoreClaim(
                        "accuracy", Score.accuracy(TEST_SPLIT), Printing.ROUNDED.window(PrintedValue.percent("96.70"))),
                new ScoreClaim(
                        "precision",
                        Score.mean(Metric.PRECISION.ratio(), TEST_SPLIT, "precision"),
                        Printing.ROUNDED.window(PrintedValue.percent("96.123456"))));

        Answer answer = new Feasibility(TEST_SPLIT, Budget.ofSteps(10)).decide(claims);

        assertEquals(new Answer.Unsettled(), answer);
    }

    @Test
    void everyPairOfHitsAndFalsePositivesThatExistsHasAMatrix() {
        ClassSizes sizes = new ClassSizes(List.of("a", "b", "c"), List.of(3L, 2L, 4L));
        List<ClassErrors> real =
                Enumeration.of(sizes).stream().map(ClassErrors::of).distinct().toList();

        for (ClassErrors errors : real) {
            assertTrue(errors.exist(sizes));
            assertEquals(errors, ClassErrors.of(errors.matrix(sizes)));
        }
        assertFalse(new ClassErrors(List.of(0L, 2L, 4L), List.of(3L, 0L, 0L)).exist(sizes)); // its own errors
        assertFalse(new ClassErrors(List.of(0L, 2L, 4L), List.of(0L, 2L, 0L)).exist(sizes)); // one image is nowhere
    }

    private static List<ScoreClaim> sensitivities(String normal, Printing printing) {
        List<ScoreClaim> claims = new ArrayList<>();
        List<String> digits = List.of(normal, "96.93", "93.55");
        for (int c : new int[] {2, 1, 0}) {
            claims.add(new ScoreClaim(
                    digits.get(c),
                    Score.ofClass(Metric.SENSITIVITY.ratio(), TEST_SPLIT, c, "sensitivity"),
                    printing.window(PrintedValue.percent(digits.get(c)))));
        }
        return claims;
    }

    private static Score codeWeighted() {
        return Score.weighted(
                "F1",
                Metric.F1.ratio(),
                List.of(BigFraction.of(45, 100), BigFraction.of(35, 100), BigFraction.of(20, 100)));
    }

    private static ScoreClaim stated(Score score, ConfusionMatrix truth) {
        BigFraction value = score.value(TEST_SPLIT, ClassErrors.of(truth), RoundingMode.DOWN);
        return claim(score, value, 2, RoundingMode.HALF_UP, Printing.ROUNDED);
    }

    private static ScoreClaim claim(
            Score score, BigFraction value, int decimals, RoundingMode mode, Printing printing) {
        BigDecimal percent = value.multiply(100).bigDecimalValue(decimals + 6, RoundingMode.DOWN);
        String digits = percent.max(BigDecimal.ZERO).setScale(decimals, mode).toPlainString();
        return new ScoreClaim(score.name() + " " + digits, score, printing.window(PrintedValue.percent(digits)));
    }

    /** Some scores as they are printed for one matrix, and sometimes one of another matrix among them. */
    private static List<ScoreClaim> claims(ClassSizes sizes, Printing printing, Random random) {
        ConfusionMatrix truth = random(sizes, random);
        ConfusionMatrix other = random(sizes, random);
        RoundingMode mode = printing == Printing.TRUNCATED ? RoundingMode.DOWN : RoundingMode.HALF_UP;
        List<ScoreClaim> claims = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Score score = score(sizes, random);
            ConfusionMatrix from = random.nextInt(5) == 0 ? other : truth;
            BigFraction value = score.value(sizes, ClassErrors.of(from), RoundingMode.DOWN);
            claims.add(claim(score, value, random.nextInt(3), mode, printing));
        }
        return claims;
    }

    private static Score score(ClassSizes sizes, Random random) {
        Metric metric = OF_CLASS.get(random.nextInt(OF_CLASS.size()));
        Ratio ratio = metric.ratio();
        int c = random.nextInt(sizes.size());
        ZeroDivision undefined = ZeroDivision.values()[random.nextInt(4)];
        return switch (random.nextInt(9)) {
            case 6 -> Score.harmonicOfMeans(sizes, "harmonic").with(undefined);
            case 7 ->
                Score.harmonicBySize(sizes, "weighted harmonic").with(undefined).ofPresent(sizes);
            case 8 ->
                Score.mean(ratio, sizes, "mean " + metric + " " + undefined).with(undefined);
            case 4 -> Score.of(Metric.KAPPA, sizes, OptionalInt.empty(), "kappa");
            case 5 -> Score.of(Metric.MCC, sizes, OptionalInt.empty(), "Matthews");
            case 0 -> metric == Metric.ACCURACY ? Score.accuracy(sizes) : Score.mean(ratio, sizes, "mean " + metric);
            case 1 -> Score.bySize(ratio, sizes, "weighted " + metric);
            default -> Score.ofClass(ratio, sizes, c, metric + " of " + c);
        };
    }

    private static ClassSizes smallSizes(Random random) {
        return random.nextBoolean()
                ? new ClassSizes(List.of("a", "b"), List.of(1L + random.nextInt(9), 1L + random.nextInt(9)))
                : new ClassSizes(
                        List.of("a", "b", "c"),
                        List.of(1L + random.nextInt(4), (long) random.nextInt(5), 1L + random.nextInt(4)));
    }

    private static List<ConfusionMatrix> agreeing(ClassSizes sizes, List<ScoreClaim> claims) {
        return Enumeration.of(sizes).stream()
                .filter(m -> claims.stream().allMatch(claim -> claim.agrees(sizes, ClassErrors.of(m))))
                .map(m -> ClassErrors.of(m).matrix(sizes)) // one for each pair of hits and false positives
                .toList();
    }

    private static ConfusionMatrix random(ClassSizes sizes, Random random) {
        int k = sizes.size();
        long[][] counts = new long[k][k];
        for (int row = 0; row < k; row++) {
            for (int i = 0; i < sizes.images().get(row); i++) {
                counts[row][random.nextInt(3) > 0 ? row : random.nextInt(k)]++;
            }
        }
        return ConfusionMatrix.of(sizes.classes(), counts);
    }

    private static ConfusionMatrix matrix(int k, Random random) {
        List<String> classes = IntStream.range(0, k).mapToObj(c -> "class " + c).toList();
        List<Long> images =
                IntStream.range(0, k).mapToObj(c -> 50L + random.nextInt(2000)).toList();
        return random(new ClassSizes(classes, images), random);
    }

    private static ConfusionMatrix published(String rows) {
        long[][] counts = new long[3][];
        String[] lines = rows.split(";");
        for (int i = 0; i < 3; i++) {
            counts[i] = Arrays.stream(lines[i].split(","))
                    .mapToLong(Long::parseLong)
                    .toArray();
        }
        return ConfusionMatrix.of(TEST_SPLIT.classes(), counts);
    }
}
