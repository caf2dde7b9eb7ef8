package org.ctbench.harness.audit.means;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.granularity.PrintedValue;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.audit.means.MeanSearch.Claim;
import org.ctbench.harness.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class MeanSearchTest {
    private static final Budget ENOUGH = Budget.ofSteps(Long.MAX_VALUE);

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvFileSource(resources = "/golden/fold-means.csv", numLinesToSkip = 1) // made by src/test/golden/fold_means.py
    void agreesWithTheEnumerationOfAllMatricesOfAllParts(String parts, String scores, String values, boolean possible) {
        List<List<Long>> sizes =
                Arrays.stream(parts.split("\\|")).map(MeanSearchTest::numbers).toList();
        String[] names = scores.split(" ");
        String[] digits = values.split(" ");
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            claims.add(new Claim(
                    score(names[i], sizes.get(0).size()), Printing.ROUNDED.window(PrintedValue.percent(digits[i]))));
        }

        Settled answer = MeanSearch.search(Parts.of(sizes), claims, ENOUGH);

        assertEquals(possible ? Settled.YES : Settled.NO, answer);
    }

    @ParameterizedTest(name = "{0} in {1} folds")
    @CsvFileSource(resources = "/golden/stratified-folds.csv", numLinesToSkip = 1)
    void findsEveryWayToMakeStratifiedFoldsOnce(String images, int folds, String ways) {
        List<Parts> found = Parts.stratified(numbers(images), folds, 100).orElseThrow();

        List<String> texts = found.stream().map(MeanSearchTest::text).toList();
        assertEquals(
                Arrays.stream(ways.split("; ")).collect(Collectors.toSet()),
                texts.stream().collect(Collectors.toSet()));
        assertEquals(ways.split("; ").length, texts.size());
        assertTrue(found.stream().allMatch(parts -> parts.size() == folds));
    }

    @Test
    void repeatedFoldsAreMadeInAnyWayEachTime() {
        List<Parts> once = Parts.stratified(List.of(5L, 7L), 4, 100).orElseThrow();

        List<Parts> twice = Parts.repeated(once, 2, 100).orElseThrow();

        assertEquals(
                List.of(
                        "1 1|1 1|1 2|1 2|1 2|1 2|2 2|2 2",
                        "1 1|1 2|1 2|1 2|1 2|1 2|2 1|2 2",
                        "1 2|1 2|1 2|1 2|1 2|1 2|2 1|2 1"),
                twice.stream().map(MeanSearchTest::text).sorted().toList());
        assertEquals(Optional.empty(), Parts.repeated(once, 2, 2));
        assertEquals(once, Parts.repeated(once, 1, 100).orElseThrow());
    }

    @Test
    void tooManyWaysAreNotTried() {
        assertEquals(Optional.empty(), Parts.stratified(List.of(15L, 15L, 15L, 15L), 10, 3));
    }

    @Test
    void aSpentBudgetSettlesNothing() {
        Claim claim = new Claim(score("accuracy", 2), Printing.ROUNDED.window(PrintedValue.percent("50.0")));

        assertEquals(
                Settled.OPEN,
                MeanSearch.search(Parts.repeated(List.of(10L, 10L), 3), List.of(claim), Budget.ofSteps(0)));
    }

    @Test
    void aPartWithoutImagesOfAClassHasNoSensitivityToIt() {
        Parts parts = Parts.of(List.of(List.of(3L, 0L), List.of(2L, 4L)));

        assertFalse(MeanSearch.isDefined(score("sensitivity/1", 2), parts));
        assertFalse(MeanSearch.isDefined(score("specificity/0", 2), parts));
        assertFalse(MeanSearch.isDefined(score("macro-sensitivity", 2), parts));
        assertTrue(MeanSearch.isDefined(score("sensitivity/0", 2), parts));
        assertTrue(MeanSearch.isDefined(score("accuracy", 2), parts));
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {
                "PRECISION",
                "NPV",
                "F1",
                "WEIGHTED_F1",
                "MACRO_F1",
                "MACRO_PRECISION",
                "WEIGHTED_PRECISION",
                "KAPPA",
                "MCC",
                "AUC"
            })
    void meansOfOtherScoresDoNotFollowFromSumsOfCounts(Metric metric) {
        assertEquals(Optional.empty(), MeanScore.of(metric, 0, 2));
    }

    @Test
    void aRatioThatBendsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MeanScore(Metric.F1.ratio(), List.of()));
    }

    /** Real sizes are as quick as small ones: 5 seeds on 21,191 images of three classes. */
    @Test
    void settlesSetsOfRealSizes() {
        Parts parts = Parts.repeated(List.of(9450L, 7395L, 4346L), 5);
        Budget budget = Budget.ofSteps(1_000_000);

        assertEquals(
                Settled.YES,
                MeanSearch.search(
                        parts,
                        List.of(
                                claim("sensitivity/0", "98.10"),
                                claim("sensitivity/1", "95.20"),
                                claim("sensitivity/2", "93.50"),
                                claim("specificity/2", "98.70"),
                                claim("accuracy", "96.14")),
                        budget));
        assertEquals(
                Settled.NO,
                MeanSearch.search(
                        parts,
                        List.of(
                                claim("sensitivity/0", "98.10"),
                                claim("sensitivity/1", "95.20"),
                                claim("sensitivity/2", "93.50"),
                                claim("specificity/2", "98.70"),
                                claim("accuracy", "96.18")),
                        budget));
    }

    private static Claim claim(String name, String percent) {
        return new Claim(score(name, 3), Printing.ROUNDED.window(PrintedValue.percent(percent)));
    }

    private static MeanScore score(String name, int classes) {
        String[] parts = name.split("/");
        return MeanScore.of(
                        Metric.ofId(name).orElseThrow(), parts.length > 1 ? Integer.parseInt(parts[1]) : -1, classes)
                .orElseThrow();
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    }

    private static String text(Parts parts) {
        return parts.times().entrySet().stream()
                .flatMap(e -> Collections.nCopies(
                        e.getValue(), e.getKey().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                        .stream())
                .sorted()
                .collect(Collectors.joining("|"));
    }
}
