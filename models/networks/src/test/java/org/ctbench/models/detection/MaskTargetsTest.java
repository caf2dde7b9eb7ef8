package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.golden.Golden.Floats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskTargetsTest {
    private static final int HEIGHT = 40;
    private static final int WIDTH = 56;

    static List<Golden> cases() {
        return Golden.load("mask-targets");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void poolsMasksAsTorchvision(Golden golden) {
        int[] labels = golden.integers("labels");
        List<BinaryMask> masks = IntStream.rangeClosed(1, 3)
                .mapToObj(label -> BinaryMask.of(HEIGHT, WIDTH, pixel -> labels[pixel] == label))
                .toList();
        Boxes boxes = Boxes.of(golden.floats("boxes").values());
        int size = golden.integer("size");

        float[] targets = MaskTargets.of(masks, golden.integers("truths"), boxes, size);

        Golden.assertClose(
                golden.toString(),
                golden.floats("targets"),
                new Floats(new int[] {boxes.size(), size, size}, targets),
                2e-6); // the positions of samples are float32
    }

    @Test
    void areOneInsideAMaskAndZeroFarOutside() {
        BinaryMask full = BinaryMask.of(8, 8, pixel -> true);
        Boxes boxes = Boxes.of(1, 1, 7, 7, 20, 20, 30, 30);

        float[] targets = MaskTargets.of(List.of(full), new int[] {0, 0}, boxes, 2);

        assertArrayEquals(new float[] {1, 1, 1, 1, 0, 0, 0, 0}, targets);
    }

    @Test
    void staySoftAtTheEdge() {
        BinaryMask left = BinaryMask.of(4, 4, pixel -> pixel % 4 < 2);

        float[] targets = MaskTargets.of(List.of(left), new int[] {0}, Boxes.of(0, 0, 3, 1), 1);

        // three samples across at 0.5, 1.5 and 2.5: 1, between the columns, 0
        assertArrayEquals(new float[] {0.5f}, targets, 1e-7f);
    }

    @Test
    void repeatTheFirstPixelUpToOneBeyondTheImage() {
        BinaryMask full = BinaryMask.of(4, 4, pixel -> true);
        Boxes boxes = Boxes.of(-1, 0, 1, 1, -2, 0, 0, 1, -3, 0, -1, 1); // two samples each, half a pixel from the edges

        float[] targets = MaskTargets.of(List.of(full), new int[] {0, 0, 0}, boxes, 1);

        assertArrayEquals(new float[] {1, 0.5f, 0}, targets);
    }

    @Test
    void areNoneForNoBox() {
        assertEquals(0, MaskTargets.of(List.of(), new int[0], Boxes.of(), 28).length);
    }

    @Test
    void rejectsAnotherNumberOfIndices() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> MaskTargets.of(List.of(), new int[1], Boxes.of(), 28));

        assertEquals("1 lesions for 0 boxes", e.getMessage());
    }
}
