package org.ctbench.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ctbench.splits.Box;
import org.junit.jupiter.api.Test;

class CtImageTest {
    @Test
    void aCroppedImageIsThePartInsideTheBox() {
        byte[] samples = new byte[3 * 2 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) i;
        }
        CtImage image = CtImage.of(3, 2, 3, samples);

        assertEquals(CtImage.of(2, 1, 3, new byte[] {12, 13, 14, 15, 16, 17}), image.cropped(new Box(1, 1, 3, 2)));
        assertEquals(image, image.cropped(new Box(0, 0, 3, 2)));
    }

    @Test
    void aBoxThatReachesBeyondTheImageIsRefused() {
        CtImage image = CtImage.grey(3, 2, new byte[6]);

        var e = assertThrows(IllegalArgumentException.class, () -> image.cropped(new Box(1, 1, 4, 2)));

        assertEquals("Box[xmin=1, ymin=1, xmax=4, ymax=2] is not inside of CtImage[3 x 2 x 1]", e.getMessage());
    }
}
