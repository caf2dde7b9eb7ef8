package org.ctbench.harness.run.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import org.ctbench.datasets.lesion.LesionMask;
import org.ctbench.datasets.lesion.LesionRules;
import org.ctbench.datasets.lesion.LesionTargets;
import org.junit.jupiter.api.Test;

class ResizedLesionsTest {
    @Test
    void aLesionThatHasNoPixelLeftIsDroppedWithItsBox() {
        LesionTargets targets = targets(new int[] {3, 0, 1, 200}, new int[] {64, 64, 32, 16});

        ResizedLesions resized = ResizedLesions.of(targets, 32);

        assertEquals(2, targets.lesions().size());
        assertEquals(1, resized.masks().size());
        assertArrayEquals(new float[] {8, 8, 12, 10}, resized.boxes().coordinates());
        assertEquals(4 * 2, resized.masks().get(0).area());
    }

    @Test
    void theCacheForgetsWhatWasNotUsedForLongest() {
        ResizedLesions.Cache cache = new ResizedLesions.Cache();
        ResizedLesions large = ResizedLesions.of(targets(new int[] {0, 64, 200, 100}), 8192); // 8 MiB

        for (int i = 0; i < 8; i++) {
            cache.put(i, large);
        }
        cache.get(0);
        cache.put(8, large);

        assertNotNull(cache.get(0));
        assertNull(cache.get(1));
        assertNotNull(cache.get(8));
    }

    /** Lesions as {@code {x, y, width, height}} on lung and background, 256 x 256 pixels. */
    private static LesionTargets targets(int[]... lesions) {
        byte[] labels = new byte[256 * 256];
        Arrays.fill(labels, 256 * 128, 256 * 256, (byte) 1);
        for (int[] lesion : lesions) {
            for (int y = lesion[1]; y < lesion[1] + lesion[3]; y++) {
                Arrays.fill(labels, y * 256 + lesion[0], y * 256 + lesion[0] + lesion[2], (byte) 2);
            }
        }
        return LesionMask.of(256, 256, labels).targets(LesionRules.PAPER);
    }
}
