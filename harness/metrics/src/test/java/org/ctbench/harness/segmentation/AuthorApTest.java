package org.ctbench.harness.segmentation;

import static org.ctbench.harness.segmentation.Masks.found;
import static org.ctbench.harness.segmentation.Masks.strip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.ctbench.models.detection.BinaryMask;
import org.junit.jupiter.api.Test;

class AuthorApTest {
    private static final List<BinaryMask> A_AND_B = List.of(strip(0, 10), strip(12, 20));

    @Test
    void isOneWhereEachTruthIsFound() {
        assertEquals(1.0, at50(A_AND_B, found(0, 10, 0.9), found(12, 20, 0.8)), 0);
    }

    @Test
    void countsAFalsePositiveOfTheFirstRank() {
        assertEquals(2.0 / 3, at50(A_AND_B, found(10, 12, 0.9), found(0, 10, 0.8), found(12, 20, 0.7)), 1e-15);
    }

    @Test
    void givesATruthToTheLargestOverlapAndNotToTheHighestScore() {
        assertEquals(0.25, at50(A_AND_B, found(0, 8, 0.9), found(0, 10, 0.8)), 0);
    }

    @Test
    void missesATruthWhoseOverlapEqualsTheThreshold() {
        assertEquals(0.25, at50(A_AND_B, found(0, 5, 0.9), found(12, 20, 0.8)), 0);
    }

    @Test
    void isTheShareOfTruthsFoundWhereNothingIsWrong() {
        assertEquals(0.5, at50(A_AND_B, found(0, 10, 0.9)), 0);
    }

    @Test
    void countsAPredictionOfTwoTruthsOnce() {
        assertEquals(0.5, at50(List.of(strip(0, 6), strip(0, 7)), found(0, 7, 0.9)), 0);
    }

    @Test
    void comparesOverlapsInFloat32() {
        List<BinaryMask> truth = List.of(strip(0, 10));

        assertEquals(0, ap(0.7f, truth, found(0, 7, 0.9)), 0, "0.7 exceeds 0.7f in double, not in float32");
    }

    @Test
    void takesTheLaterOfEqualScoresFirst() {
        List<BinaryMask> truth = List.of(strip(0, 10));

        assertEquals(1.0, at50(truth, found(15, 20, 0.9), found(0, 10, 0.9)), 0);
        assertEquals(0.5, at50(truth, found(0, 10, 0.9), found(15, 20, 0.9)), 0);
    }

    /** Where the sort of the released code has no defined order. */
    @Test
    void takesTheLaterOfManyEqualScoresFirst() {
        List<BinaryMask> truth = List.of(strip(0, 10));
        ScoredMask[] scored = new ScoredMask[40];
        Arrays.fill(scored, found(15, 20, 0.9));

        scored[39] = found(0, 10, 0.9);
        assertEquals(1.0, at50(truth, scored), 0);

        scored[39] = scored[0];
        scored[0] = found(0, 10, 0.9);
        assertEquals(1.0 / 40, at50(truth, scored), 0);
    }

    @Test
    void givesATruthToTheLowerRankOfEqualOverlaps() {
        assertEquals(0.5, at50(List.of(strip(0, 10)), found(0, 9, 0.9), found(1, 10, 0.8)), 0);
    }

    @Test
    void isOneForAnEmptyImageAndZeroWhereOnlyOneSideIsEmpty() {
        ImageMasks empty = new ImageMasks(List.of(), List.of());
        ImageMasks missed = new ImageMasks(List.of(), A_AND_B);
        ImageMasks invented = new ImageMasks(List.of(found(0, 5, 0.9)), List.of());

        assertEquals(1.0, AuthorAp.ap(SliceLesions.of("slice", empty), 0.5f), 0);
        assertEquals(0.0, AuthorAp.ap(SliceLesions.of("slice", missed), 0.5f), 0);
        assertEquals(0.0, AuthorAp.ap(SliceLesions.of("slice", invented), 0.5f), 0);
    }

    private static double at50(List<BinaryMask> truths, ScoredMask... predictions) {
        return ap(0.5f, truths, predictions);
    }

    private static double ap(float threshold, List<BinaryMask> truths, ScoredMask... predictions) {
        ImageMasks image = new ImageMasks(Arrays.asList(predictions), truths);
        return AuthorAp.ap(SliceLesions.of("slice", image), threshold);
    }
}
