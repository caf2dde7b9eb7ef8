package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.ctbench.models.golden.Golden;
import org.junit.jupiter.api.Test;

class IouTest {
    @Test
    void measuresAllPairsAsTorchvision() {
        Golden golden = Golden.load("matching").get(3);

        float[] overlaps = Iou.matrix(
                Boxes.of(golden.floats("a").values()),
                Boxes.of(golden.floats("b").values()));

        assertArrayEquals(golden.floats("overlaps").values(), overlaps);
    }

    @Test
    void isUndefinedForTwoBoxesWithoutArea() {
        Boxes boxes = Boxes.of(3, 3, 3, 9, 0, 0, 2, 2);

        assertArrayEquals(new float[] {Float.NaN, 0, 0, 1}, Iou.matrix(boxes, boxes));
    }

    @Test
    void isZeroForBoxesThatTouch() {
        assertArrayEquals(new float[] {0}, Iou.matrix(Boxes.of(0, 0, 2, 2), Boxes.of(2, 0, 4, 2)));
    }

    @Test
    void isSymmetricAndAFraction() {
        Random random = new Random(2);
        Boxes a = RandomBoxes.of(random, 40, 50, 40);
        Boxes b = RandomBoxes.of(random, 30, 50, 40);

        float[] there = Iou.matrix(a, b);
        float[] back = Iou.matrix(b, a);

        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 30; j++) {
                assertEquals(there[i * 30 + j], back[j * 40 + i]);
                assertEquals(Math.min(Math.max(there[i * 30 + j], 0), 1), there[i * 30 + j]);
            }
        }
    }
}
