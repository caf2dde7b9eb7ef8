package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.golden.Golden.Floats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionsTest {
    /** A place on a map of 30 cells is good to about 2e-6 of a cell in float32. */
    private static final double TOLERANCE = 1e-5;

    private static final ImageSize IMAGE = new ImageSize(64, 48);

    static List<Golden> cases() {
        return Golden.load("mask-paste");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pastesMasksAsTorchvision(Golden golden) {
        int[] size = golden.integers("image");
        Detections detections = new Detections(
                Boxes.of(golden.floats("box").values()),
                new float[] {1},
                golden.floats("map").values(),
                golden.integer("side"),
                new ImageSize(size[0], size[1]));

        float[] probabilities = detections.probabilities(0);

        Golden.assertClose(
                golden.toString(), golden.floats("probabilities"), new Floats(size, probabilities), TOLERANCE);
        assertEquals(golden.integer("area"), detections.mask(0).area());
    }

    @Test
    void pastesAFullMapOnePixelBeyondItsBox() {
        BinaryMask mask = full(Boxes.of(10.3f, 20.7f, 40.9f, 60.2f)).mask(0);

        for (int pixel = 0; pixel < 64 * 48; pixel++) {
            int y = pixel / 48;
            int x = pixel % 48;
            boolean inside = y >= 20 && y <= 60 && x >= 10 && x <= 40;
            boolean corner = (y == 20 || y == 60) && (x == 10 || x == 40); // zeros on two sides
            assertEquals(inside && !corner, mask.contains(pixel), "row " + y + ", column " + x);
        }
    }

    @Test
    void pastesNothingBesideTheImage() {
        Boxes beside = Boxes.of(-40, 5, -20, 9, 5, 90, 9, 99, 60, 70, 80, 90);

        for (int i = 0; i < 3; i++) {
            assertEquals(0, full(beside.select(i)).mask(0).area());
        }
    }

    @Test
    void neverPastesOutsideTheWidenedBox() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Boxes box = RandomBoxes.of(random, 1, 70, 60).scale(1.5f, 1.5f);
            Boxes moved = Boxes.of(box.x1(0) - 40, box.y1(0) - 40, box.x2(0) - 40, box.y2(0) - 40);
            Detections detections = full(moved);

            float[] probabilities = detections.probabilities(0);
            BinaryMask mask = detections.mask(0);

            float dx = moved.width(0) / 28;
            float dy = moved.height(0) / 28;
            for (int pixel = 0; pixel < probabilities.length; pixel++) {
                int x = pixel % 48;
                int y = pixel / 48;
                boolean near = x >= (int) (moved.x1(0) - dx)
                        && x <= moved.x2(0) + dx + 1
                        && y >= (int) (moved.y1(0) - dy)
                        && y <= moved.y2(0) + dy + 1;
                assertTrue(near || probabilities[pixel] == 0, moved + ", row " + y + ", column " + x);
                assertTrue(probabilities[pixel] >= 0 && probabilities[pixel] <= 1.000001f);
                assertEquals(probabilities[pixel] > 0.5f, mask.contains(pixel));
            }
        }
    }

    private static Detections full(Boxes box) {
        float[] map = new float[28 * 28];
        Arrays.fill(map, 1);
        return new Detections(box, new float[] {1}, map, 28, IMAGE);
    }

    @Test
    void keepsThoseAboveAScore() {
        Detections three = three();

        Detections above = three.above(0.5f);

        assertEquals(3, three.size());
        assertEquals(1, above.size());
        assertArrayEquals(new float[] {0.9f}, above.scores());
        assertArrayEquals(new float[] {0, 0, 4, 4}, above.boxes().coordinates());
        assertArrayEquals(new float[] {0, 1, 2, 3}, above.map(0));
        assertEquals(IMAGE, above.image());
        assertEquals(0, three.above(0.9f).size());
    }

    @Test
    void movesBoxesToAnotherSizeOfTheImage() {
        Detections resized = three().resized(new ImageSize(32, 96));

        assertArrayEquals(new float[] {8, 2, 16, 4}, resized.boxes().select(1).coordinates());
        assertArrayEquals(new float[] {4, 5, 6, 7}, resized.map(1));
        assertEquals(32 * 96, resized.probabilities(1).length);
    }

    private static Detections three() {
        float[] maps = new float[12];
        for (int i = 0; i < 12; i++) {
            maps[i] = i;
        }
        Boxes boxes = Boxes.of(0, 0, 4, 4, 4, 4, 8, 8, 9, 9, 12, 12);
        return new Detections(boxes, new float[] {0.9f, 0.5f, 0.2f}, maps, 2, IMAGE);
    }

    @Test
    void rejectsMapsThatDoNotFit() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new Detections(Boxes.of(0, 0, 1, 1), new float[1], new float[5], 2, IMAGE));

        assertEquals("1 boxes, 1 scores, 5 mask values for maps of side 2", e.getMessage());
    }
}
