package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryMaskTest {
    @Test
    void isTheSameFromAPredicateAndFromBits() {
        BitSet bits = new BitSet();
        bits.set(3);
        bits.set(64);
        bits.set(109);

        BinaryMask fromBits = BinaryMask.of(10, 11, bits);
        BinaryMask fromPredicate = BinaryMask.of(10, 11, bits::get);

        assertEquals(10, fromBits.height());
        assertEquals(11, fromBits.width());
        assertEquals(3, fromBits.area());
        assertEquals(3, fromPredicate.area());
        for (int i = 0; i < 110; i++) {
            assertEquals(bits.get(i), fromBits.contains(i), "pixel " + i);
            assertEquals(bits.get(i), fromPredicate.contains(i), "pixel " + i);
        }
    }

    @Test
    void doesNotChangeWithTheBitsOfItsCaller() {
        BitSet bits = new BitSet();
        BinaryMask mask = BinaryMask.of(2, 2, bits);

        bits.set(1);

        assertFalse(mask.contains(1));
    }

    @Test
    void countsThePixelsInBothMasks() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            int height = 1 + random.nextInt(20);
            int width = 1 + random.nextInt(20);
            boolean[] first = new boolean[height * width];
            boolean[] second = new boolean[height * width];
            int both = 0;
            for (int i = 0; i < first.length; i++) {
                first[i] = random.nextBoolean();
                second[i] = random.nextBoolean();
                both += first[i] && second[i] ? 1 : 0;
            }

            BinaryMask a = BinaryMask.of(height, width, i -> first[i]);
            BinaryMask b = BinaryMask.of(height, width, i -> second[i]);

            assertEquals(both, a.intersection(b));
            assertEquals(a.area(), a.intersection(a));
        }
    }

    @Test
    void canBeEmptyOrFull() {
        assertEquals(0, BinaryMask.of(3, 50, new BitSet()).area());
        assertEquals(150, BinaryMask.of(3, 50, pixel -> true).area());
        assertTrue(BinaryMask.of(1, 1, pixel -> true).contains(0));
    }

    @Test
    void rejectsPixelsBeyondTheLast() {
        BitSet bits = new BitSet();
        bits.set(6);
        BinaryMask mask = BinaryMask.of(2, 3, pixel -> true);

        var bit = assertThrows(IllegalArgumentException.class, () -> BinaryMask.of(2, 3, bits));
        var pixel = assertThrows(IndexOutOfBoundsException.class, () -> mask.contains(6));

        assertEquals("pixel 6 in a mask of 2 x 3 pixels", bit.getMessage());
        assertEquals("pixel 6 of 2 x 3", pixel.getMessage());
    }

    @Test
    void rejectsMasksOfOtherSizesAndWithoutPixels() {
        BinaryMask mask = BinaryMask.of(2, 3, pixel -> true);
        BinaryMask turned = BinaryMask.of(3, 2, pixel -> true);

        var sizes = assertThrows(IllegalArgumentException.class, () -> mask.intersection(turned));
        var none = assertThrows(IllegalArgumentException.class, () -> BinaryMask.of(0, 3, new BitSet()));

        assertEquals("masks of 2 x 3 and 3 x 2 pixels", sizes.getMessage());
        assertEquals("a mask of 0 x 3 pixels", none.getMessage());
    }
}
