package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinaryMaskTest {
    @Test
    void countsThePixelsOfTwoMasksAsOneByOneDoes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 200; trial++) {
            BinaryMask a = box(random);
            BinaryMask b = box(random);

            int both = a.intersection(b);

            int expected = 0;
            for (int i = 0; i < 23 * 31; i++) {
                expected += a.contains(i) && b.contains(i) ? 1 : 0;
            }
            assertEquals(expected, both);
            assertEquals(expected, b.intersection(a));
            assertEquals(a.area(), a.intersection(a));
        }
    }

    @Test
    void sharesNothingWithAnEmptyMask() {
        BinaryMask empty = BinaryMask.of(3, 50, i -> false);
        BinaryMask full = BinaryMask.of(3, 50, i -> true);

        assertEquals(0, empty.area());
        assertEquals(150, full.area());
        assertEquals(0, empty.intersection(full));
        assertEquals(0, full.intersection(empty));
        assertEquals(0, empty.intersection(empty));
    }

    @Test
    void refusesToCompareMasksOfTwoSizes() {
        BinaryMask wide = BinaryMask.of(2, 6, i -> true);
        BinaryMask tall = BinaryMask.of(6, 2, i -> true);

        var e = assertThrows(IllegalArgumentException.class, () -> wide.intersection(tall));

        assertEquals("masks of 2 x 6 and 6 x 2 pixels", e.getMessage());
    }

    private static BinaryMask box(SplittableRandom random) {
        int top = random.nextInt(23);
        int left = random.nextInt(31);
        int bottom = top + random.nextInt(24 - top);
        int right = left + random.nextInt(32 - left);
        return BinaryMask.of(23, 31, i -> i / 31 >= top && i / 31 < bottom && i % 31 >= left && i % 31 < right);
    }
}
