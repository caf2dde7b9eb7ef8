package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyPngTest {
    /** Digests of the files; 300 x 300 pixels need more than one stored block. */
    @ParameterizedTest(name = "{0} x {0}")
    @CsvSource({
        "1, 686593006ba0",
        "64, 07eda95a7fd0",
        "300, 01ac1f8540e1",
    })
    void readsBackToTheSamePixelsAndAlwaysHasTheSameBytes(int size, String digest) throws IOException {
        byte[] pixels = Images.ramp(size);

        byte[] file = GreyPng.encode(pixels, size);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        assertEquals(BufferedImage.TYPE_BYTE_GRAY, image.getType());
        assertArrayEquals(pixels, Images.samples(image));
        assertEquals(digest, Sha256.of(file).abbreviated());
    }
}
