package org.ctbench.models.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.detection.BinaryMask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LesionSceneTest {
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 512})
    void boxesEncloseTheirMasks(int side) {
        LesionImage image = LesionScene.of(side).image();

        assertEquals(2, image.masks().size());
        for (int lesion = 0; lesion < 2; lesion++) {
            BinaryMask mask = image.masks().get(lesion);
            int[] pixels =
                    IntStream.range(0, side * side).filter(mask::contains).toArray();
            assertTrue(pixels.length > 20, "area " + pixels.length);
            assertEquals(image.boxes().x1(lesion), min(pixels, side, false));
            assertEquals(image.boxes().y1(lesion), min(pixels, side, true));
            assertEquals(image.boxes().x2(lesion), side - min(mirrored(pixels, side), side, false));
            assertEquals(image.boxes().y2(lesion), side - min(mirrored(pixels, side), side, true));
        }
    }

    private static int min(int[] pixels, int side, boolean row) {
        return IntStream.of(pixels).map(p -> row ? p / side : p % side).min().orElseThrow();
    }

    private static int[] mirrored(int[] pixels, int side) {
        return IntStream.of(pixels).map(p -> side * side - 1 - p).toArray();
    }
}
