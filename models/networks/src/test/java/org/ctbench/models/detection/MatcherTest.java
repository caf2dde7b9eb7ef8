package org.ctbench.models.detection;

import static org.ctbench.models.detection.Matcher.BACKGROUND;
import static org.ctbench.models.detection.Matcher.IGNORED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ctbench.models.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatcherTest {
    private static final Matcher WITH_LOW_QUALITY = new Matcher(0.7f, 0.3f, true);

    static List<Golden> cases() {
        return Golden.load("matching").subList(0, 3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesAnchorsAsTorchvision(Golden golden) {
        Boxes anchors = new AnchorGenerator(List.of(2f, 4f, 8f, 16f, 32f), List.of(0.1f, 0.25f, 0.5f, 1f, 1.5f, 2f))
                .over(new ImageSize(96, 96), 6, 6);
        Matcher matcher = new Matcher(
                golden.floats("high").values()[0],
                golden.floats("low").values()[0],
                Boolean.parseBoolean(golden.word("lowQuality")));

        int[] matches = matcher.match(Boxes.of(golden.floats("truths").values()), anchors);

        assertArrayEquals(golden.integers("matches"), matches);
    }

    @Test
    void reachesAThresholdThatItEquals() {
        Boxes truth = Boxes.of(0, 0, 8, 8);
        Boxes candidates = Boxes.of(0, 0, 8, 6, 0, 0, 8, 5, 0, 0, 8, 4, 0, 0, 8, 3);

        int[] matches = new Matcher(0.75f, 0.5f, false).match(truth, candidates);

        assertArrayEquals(new int[] {0, IGNORED, IGNORED, BACKGROUND}, matches);
    }

    @Test
    void givesACandidateClaimedForItsQualityToItsOwnBestTruth() {
        Boxes truths = Boxes.of(0, 0, 10, 10, 4, 0, 40, 10);
        Boxes candidate = Boxes.of(0, 0, 12, 10); // the best of both, and overlaps the first more

        int[] matches = new Matcher(0.9f, 0.1f, true).match(truths, candidate.then(Boxes.of(80, 80, 90, 90)));

        assertArrayEquals(new int[] {0, BACKGROUND}, matches);
    }

    @Test
    void claimsAllCandidatesThatOverlapATruthEquallyWell() {
        Boxes truth = Boxes.of(4, 0, 8, 4);
        Boxes candidates = Boxes.of(2, 0, 6, 4, 6, 0, 10, 4, 7, 0, 11, 4);

        assertArrayEquals(new int[] {0, 0, BACKGROUND}, new Matcher(0.7f, 0.4f, true).match(truth, candidates));
        assertArrayEquals(
                new int[] {BACKGROUND, BACKGROUND, BACKGROUND},
                new Matcher(0.7f, 0.4f, false).match(truth, candidates));
    }

    @Test
    void isAllBackgroundWithoutATruth() {
        int[] matches = WITH_LOW_QUALITY.match(Boxes.of(), Boxes.of(0, 0, 1, 1, 2, 2, 3, 3));

        assertArrayEquals(new int[] {BACKGROUND, BACKGROUND}, matches);
    }

    @Test
    void claimsNothingForATruthThatOverlapsNothing() {
        int[] matches = WITH_LOW_QUALITY.match(Boxes.of(50, 50, 60, 60), Boxes.of(0, 0, 1, 1, 2, 2, 3, 3));

        assertArrayEquals(new int[] {BACKGROUND, BACKGROUND}, matches);
    }

    @Test
    void countsAnUndefinedOverlapAsNone() {
        Boxes truths = Boxes.of(5, 5, 5, 9, 0, 0, 4, 4); // the first has no area
        Boxes candidates = Boxes.of(1, 1, 3, 1, 0, 0, 4, 4);

        assertArrayEquals(new int[] {BACKGROUND, 1}, WITH_LOW_QUALITY.match(truths, candidates));
    }

    @Test
    void rejectsThresholdsInTheWrongOrder() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Matcher(0.3f, 0.7f, true));

        assertEquals("matching from 0.3 and background below 0.7", e.getMessage());
    }
}
