package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ctbench.models.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NmsTest {
    static List<Golden> cases() {
        return Golden.load("nms");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keepsTheBoxesThatTorchvisionKeeps(Golden golden) {
        Boxes boxes = Boxes.of(golden.floats("boxes").values());

        int[] kept = Nms.keep(boxes, golden.floats("scores").values(), (float) golden.number("threshold"));

        assertArrayEquals(golden.integers("kept"), kept);
    }

    @Test
    void keepsABoxThatOverlapsByTheThresholdExactly() {
        Boxes boxes = Boxes.of(0, 0, 16, 16, 0, 0, 16, 12);
        float[] scores = {0.9f, 0.8f};

        assertArrayEquals(new int[] {0, 1}, Nms.keep(boxes, scores, 0.75f));
        assertArrayEquals(new int[] {0}, Nms.keep(boxes, scores, Math.nextDown(0.75f)));
    }

    @Test
    void keepsTwinsWithoutArea() {
        Boxes boxes = Boxes.of(3, 3, 3, 9, 3, 3, 3, 9);

        assertArrayEquals(new int[] {1, 0}, Nms.keep(boxes, new float[] {0.1f, 0.2f}, 0.5f));
    }

    @Test
    void keepsNothingOfNothing() {
        assertArrayEquals(new int[0], Nms.keep(Boxes.of(), new float[0], 0.5f));
    }

    @Test
    void leavesNoPairAboveTheThresholdAndDropsNothingElse() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int n = random.nextInt(60);
            Boxes boxes = RandomBoxes.of(random, n, 40, 30);
            float[] scores = new float[n];
            for (int i = 0; i < n; i++) {
                scores[i] = random.nextInt(20) / 20f; // with ties
            }
            float threshold = random.nextFloat();

            int[] kept = Nms.keep(boxes, scores, threshold);

            assertEquals(kept.length, Arrays.stream(kept).distinct().count());
            for (int k = 1; k < kept.length; k++) {
                assertTrue(better(scores, kept[k - 1], kept[k]));
            }
            for (int i = 0; i < n; i++) {
                int box = i;
                boolean overlapped = Arrays.stream(kept)
                        .anyMatch(k -> better(scores, k, box) && Iou.of(boxes, k, boxes, box) > threshold);
                assertEquals(Arrays.stream(kept).noneMatch(k -> k == box), overlapped, "box " + i);
            }
        }
    }

    private static boolean better(float[] scores, int a, int b) {
        return scores[a] > scores[b] || scores[a] == scores[b] && a < b;
    }

    @Test
    void rejectsAnotherNumberOfScores() {
        var e = assertThrows(IllegalArgumentException.class, () -> Nms.keep(Boxes.of(0, 0, 1, 1), new float[2], 0.5f));

        assertEquals("1 boxes and 2 scores", e.getMessage());
    }
}
