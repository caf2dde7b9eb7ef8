package org.ctbench.harness.segmentation;

import static org.ctbench.harness.segmentation.Masks.found;
import static org.ctbench.harness.segmentation.Masks.strip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.detection.BinaryMask;
import org.junit.jupiter.api.Test;

/** Values are worked out by hand from the definition: shares of the 101 recall points. */
class CocoApTest {
    private static final List<BinaryMask> A_AND_B = List.of(strip(0, 10), strip(12, 20));
    private static final double LAST_BIT = 1e-15;

    @Test
    void isOneWhereEachTruthIsFound() {
        assertEquals(1.0, at50(image(A_AND_B, found(0, 10, 0.9), found(12, 20, 0.8))), LAST_BIT);
    }

    @Test
    void readsPrecisionUpToTheRecallThatIsReached() {
        assertEquals(51.0 / 101, at50(image(A_AND_B, found(0, 10, 0.9))), LAST_BIT);
    }

    @Test
    void readsTheHighestPrecisionOfEachRecallAndAbove() {
        List<BinaryMask> three = List.of(strip(0, 4), strip(6, 10), strip(12, 16));

        double ap = at50(image(three, found(0, 4, 0.9), found(17, 20, 0.8), found(6, 10, 0.7)));

        assertEquals((34 + 33 * 2.0 / 3) / 101, ap, LAST_BIT); // recalls to 1/3: precision 1; to 2/3: 2/3
    }

    @Test
    void ranksPredictionsOfAllImagesTogether() {
        ImageMasks right = image(List.of(strip(0, 10)), found(0, 10, 0.8));
        ImageMasks negative = image(List.of(), found(0, 10, 0.9));

        assertEquals(0.5, at50(right, negative), LAST_BIT);
    }

    @Test
    void matchesAnOverlapThatEqualsTheThreshold() {
        assertEquals(1.0, at50(image(List.of(strip(0, 10)), found(0, 5, 0.9))), LAST_BIT);
    }

    @Test
    void givesEachPredictionOneTruthAndEachTruthOnePrediction() {
        assertEquals(51.0 / 101, at50(image(List.of(strip(0, 6), strip(0, 7)), found(0, 7, 0.9))), LAST_BIT);
        assertEquals(
                (51 + 50 * 2.0 / 3) / 101, // found, found again (wrong), the other one found
                at50(image(A_AND_B, found(0, 10, 0.9), found(0, 10, 0.8), found(12, 20, 0.7))),
                LAST_BIT);
    }

    @Test
    void givesTheHigherScoreItsTruthFirst() {
        List<BinaryMask> truths = List.of(strip(0, 10), strip(0, 6));

        double ap = at50(image(truths, found(0, 9, 0.9), found(0, 10, 0.8))); // the second has 6/10 with the other

        assertEquals(1.0, ap, LAST_BIT);
    }

    @Test
    void takesTheEarlierOfEqualScoresFirst() {
        List<BinaryMask> truth = List.of(strip(0, 10));

        assertEquals(0.5, at50(image(truth, found(15, 20, 0.9), found(0, 10, 0.9))), LAST_BIT);
        assertEquals(1.0, at50(image(truth, found(0, 10, 0.9), found(15, 20, 0.9))), LAST_BIT);
    }

    @Test
    void leavesOutWhatRanksBehindAHundredOthersOfItsImage() {
        List<ScoredMask> predictions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            predictions.add(found(15, 20, 0.9));
        }
        List<ScoredMask> first = List.copyOf(predictions.subList(0, 99));
        predictions.add(found(0, 10, 0.1));

        assertEquals(0, at50(new ImageMasks(predictions, List.of(strip(0, 10)))), 0);
        List<ScoredMask> hundred = new ArrayList<>(first);
        hundred.add(found(0, 10, 0.1));
        assertEquals(0.01, at50(new ImageMasks(hundred, List.of(strip(0, 10)))), LAST_BIT);
    }

    @Test
    void isUndefinedWithoutAnyTruth() {
        ImageMasks negative = image(List.of(), found(0, 10, 0.9));

        assertEquals(
                Optional.empty(),
                CocoAp.of(List.of(SliceLesions.of("slice", negative))).ap(new int[] {1}));
    }

    private static ImageMasks image(List<BinaryMask> truths, ScoredMask... predictions) {
        return new ImageMasks(Arrays.asList(predictions), truths);
    }

    private static double at50(ImageMasks... images) {
        AveragePrecision ap = AveragePrecision.of(Arrays.stream(images)
                .map(image -> SliceLesions.of("slice", image))
                .toList());
        return ap.coco(ap.eachOnce()).orElseThrow().ap50();
    }
}
