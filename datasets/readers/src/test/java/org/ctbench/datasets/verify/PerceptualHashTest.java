package org.ctbench.datasets.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.TestImages;
import org.ctbench.datasets.decode.ImageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isNearToABrighterANoisyAndACompressedCopy(long seed) throws IOException {
        BufferedImage picture = TestImages.picture(256, 256, seed);
        Random noise = new Random(seed);
        PerceptualHash hash = hash(TestImages.encode(picture, "png"));

        assertTrue(hash.isNear(hash(TestImages.encode(picture, "jpeg"))));
        assertTrue(hash.isNear(hash(changed(picture, v -> v * 11 / 10 + 8))));
        assertTrue(hash.isNear(hash(changed(picture, v -> v + noise.nextInt(11) - 5))));
    }

    @Test
    void isNotNearToOtherPicturesOrToItsMirrorImage() throws IOException {
        BufferedImage picture = TestImages.picture(256, 256, 1);
        BufferedImage mirrored = new BufferedImage(256, 256, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256 * 256; i++) {
            int value = picture.getRaster().getSample(i % 256, i / 256, 0);
            mirrored.getRaster().setSample(255 - i % 256, i / 256, 0, value);
        }
        PerceptualHash hash = hash(TestImages.encode(picture, "png"));

        assertFalse(hash.isNear(hash(TestImages.encode(mirrored, "png"))));
        for (int seed = 2; seed < 60; seed++) {
            assertFalse(hash.isNear(hash(TestImages.png(256, 256, seed))), "seed " + seed);
        }
    }

    /** The early end by the spectrum must never turn away a pair that correlates well enough. */
    @Test
    void decidesAsBitsAndCorrelationAloneWould() throws IOException {
        int near = 0;
        for (int seed = 0; seed < 40; seed++) {
            BufferedImage picture = TestImages.picture(64, 64, seed % 4);
            Random noise = new Random(seed);
            int strength = 1 + 6 * (seed / 4);
            PerceptualHash a = hash(TestImages.encode(picture, "png"));
            PerceptualHash b = hash(changed(picture, v -> v + noise.nextInt(strength) * 8));

            boolean expected = a.differingBits(b) <= PerceptualHash.MOST_BITS
                    && a.correlation(b) >= PerceptualHash.LEAST_CORRELATION;

            assertEquals(expected, a.isNear(b), "seed " + seed + ", correlation " + a.correlation(b));
            near += expected ? 1 : 0;
        }
        assertTrue(near > 3 && near < 37, near + " of 40 pairs are near");
    }

    @Test
    void hasNoStructureInABlankPicture() throws IOException {
        assertFalse(hash(TestImages.blank(64, 64, 9)).hasStructure());
        assertTrue(hash(TestImages.png(64, 64, 9)).hasStructure());
    }

    private static byte[] changed(BufferedImage picture, IntUnaryOperator change) {
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < copy.getHeight(); y++) {
            for (int x = 0; x < copy.getWidth(); x++) {
                int value = change.applyAsInt(picture.getRaster().getSample(x, y, 0));
                copy.getRaster().setSample(x, y, 0, Math.max(0, Math.min(255, value)));
            }
        }
        return TestImages.encode(copy, "png");
    }

    private static PerceptualHash hash(byte[] file) throws IOException {
        CtImage image = ImageDecoder.decode(file).image();
        return PerceptualHash.of(image);
    }
}
