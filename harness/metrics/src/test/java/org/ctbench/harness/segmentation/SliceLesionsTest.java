package org.ctbench.harness.segmentation;

import static org.ctbench.harness.segmentation.Masks.found;
import static org.ctbench.harness.segmentation.Masks.strip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceLesionsTest {
    @Test
    void countsThePixelsOfMasks() {
        ImageMasks image = new ImageMasks(List.of(found(0, 5, 0.9)), List.of(strip(0, 4), strip(10, 12)));

        SliceLesions counted = SliceLesions.of("1_20.jpg", image);

        assertEquals(
                new SliceLesions("1_20.jpg", List.of(0.9), List.of(5), List.of(4, 2), List.of(List.of(4, 0))), counted);
        assertTrue(counted.found(0, 0.79));
        assertFalse(counted.found(0, 0.8)); // 4 of 5 pixels: not above
        assertFalse(counted.found(1, 0));
    }

    @Test
    void keepsWhatScoresMoreThanAThreshold() {
        ImageMasks image =
                new ImageMasks(List.of(found(0, 3, 0.06), found(0, 1, 0.04), found(0, 2, 0.05)), List.of(strip(0, 9)));

        SliceLesions kept = SliceLesions.of("a", image).scoringAbove(0.05);

        assertEquals(SliceLesions.of("a", new ImageMasks(List.of(found(0, 3, 0.06)), image.truths())), kept);
    }

    @Test
    void theAuthorsMetricIsTheMeanOverSlices() {
        SliceLesions half =
                SliceLesions.of("a", new ImageMasks(List.of(found(0, 4, 0.9)), List.of(strip(0, 4), strip(8, 9))));
        SliceLesions none = SliceLesions.of("b", new ImageMasks(List.of(), List.of(strip(0, 4))));
        MaskEvaluation both = new MaskEvaluation();
        both.add(half);
        both.add(none);

        double mean = (half.authorAp().mean() + none.authorAp().mean()) / 2;

        assertEquals(0.25, mean, 1e-15);
        assertEquals(mean, both.scores().author().orElseThrow().mean(), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAScoreThatIsNoProbability(double score) {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new SliceLesions("a", List.of(score), List.of(3), List.of(), List.of(List.of())));

        assertEquals("a score of a is outside [0, 1]: [" + score + "]", e.getMessage());
    }

    @Test
    void refusesANegativeArea() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new SliceLesions("a", List.of(0.5), List.of(-3), List.of(), List.of(List.of())));

        assertEquals("an area of a is negative: [-3]", e.getMessage());
    }

    @Test
    void theLargestAreasDoNotOverflow() {
        int most = Integer.MAX_VALUE;

        SliceLesions lesions = new SliceLesions("a", List.of(0.5), List.of(most), List.of(most), List.of(List.of(1)));

        assertEquals(1 / (2.0 * most - 1), lesions.iou(0, 0));
    }

    @Test
    void refusesCountsThatDoNotFit() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new SliceLesions("a", List.of(0.5), List.of(3), List.of(9), List.of(List.of(4))));

        assertEquals("intersections of a do not fit its areas: [4]", e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new SliceLesions("a", List.of(0.5), List.of(), List.of(9), List.of(List.of(4))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SliceLesions("a", List.of(), List.of(), List.of(0), List.of()));
    }
}
