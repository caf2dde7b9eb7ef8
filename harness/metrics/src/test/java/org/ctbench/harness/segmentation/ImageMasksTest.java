package org.ctbench.harness.segmentation;

import static org.ctbench.harness.segmentation.Masks.found;
import static org.ctbench.harness.segmentation.Masks.strip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ctbench.models.detection.BinaryMask;
import org.junit.jupiter.api.Test;

class ImageMasksTest {
    @Test
    void refusesMasksOfTwoSizes() {
        List<ScoredMask> predictions = List.of(found(0, 5, 0.5));
        List<BinaryMask> truths = List.of(BinaryMask.of(2, 10, i -> true));

        var e = assertThrows(IllegalArgumentException.class, () -> new ImageMasks(predictions, truths));

        assertEquals("masks of 1 x 20 and 2 x 10 pixels in one image", e.getMessage());
    }

    @Test
    void refusesATruthWithoutPixels() {
        List<BinaryMask> truths = List.of(strip(0, 5), strip(3, 3));

        var e = assertThrows(IllegalArgumentException.class, () -> new ImageMasks(List.of(), truths));

        assertEquals("true mask 1 has no pixel; nothing can match it", e.getMessage());
    }

    @Test
    void refusesAScoreThatIsNotFinite() {
        var e = assertThrows(IllegalArgumentException.class, () -> found(0, 5, Double.NaN));

        assertEquals("a mask has the score NaN", e.getMessage());
    }
}
