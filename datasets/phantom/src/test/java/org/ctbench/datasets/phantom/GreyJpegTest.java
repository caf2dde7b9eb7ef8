package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyJpegTest {
    /** Digests of the files; 100 is no multiple of the block size. */
    @ParameterizedTest(name = "{0} x {0}")
    @CsvSource({
        "8, 97af71f7a869",
        "64, 2296b3748b26",
        "100, b17df4e6fab0",
    })
    void readsBackToNearlyTheSamePixelsAndAlwaysHasTheSameBytes(int size, String digest) throws IOException {
        byte[] pixels = Images.ramp(size);

        byte[] file = GreyJpeg.encode(pixels, size);

        assertTrue(meanDifference(pixels, file, size) < 1.5, "mean difference " + meanDifference(pixels, file, size));
        assertEquals(digest, Sha256.of(file).abbreviated());
    }

    @Test
    void survivesTheSharpestEdgesThereAre() throws IOException {
        int size = 64;
        byte[] pixels = new byte[size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i + i / size) % 2 == 0 ? 0 : 255);
        }

        byte[] file = GreyJpeg.encode(pixels, size);

        assertTrue(meanDifference(pixels, file, size) < 4, "mean difference " + meanDifference(pixels, file, size));
    }

    private static double meanDifference(byte[] pixels, byte[] file, int size) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        assertEquals(size, image.getWidth());
        assertEquals(size, image.getHeight());
        assertEquals(1, image.getRaster().getNumBands());
        byte[] got = Images.samples(image);
        long sum = 0;
        for (int i = 0; i < got.length; i++) {
            sum += Math.abs((got[i] & 0xFF) - (pixels[i] & 0xFF));
        }
        return (double) sum / got.length;
    }
}
