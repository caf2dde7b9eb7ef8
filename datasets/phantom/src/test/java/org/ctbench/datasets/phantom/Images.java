package org.ctbench.datasets.phantom;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Images for tests. */
final class Images {
    private Images() {}

    /** A diagonal ramp with some texture. */
    static byte[] ramp(int size) {
        byte[] pixels = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels[y * size + x] = (byte) (120 * (x + y) / size + (x * 7 + y * 13) % 11);
            }
        }
        return pixels;
    }

    static byte[] read(Path file) throws IOException {
        return samples(ImageIO.read(file.toFile()));
    }

    /** Grey samples as stored, row by row. */
    static byte[] samples(BufferedImage image) {
        int[] samples = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return bytes;
    }
}
