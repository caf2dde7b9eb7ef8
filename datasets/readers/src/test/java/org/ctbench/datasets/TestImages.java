package org.ctbench.datasets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.ImageIO;
import org.ctbench.splits.Slice;

/** Pictures and slices for tests. */
public final class TestImages {
    private TestImages() {}

    /** A grey PNG whose content depends on the seed. */
    public static byte[] png(int width, int height, long seed) {
        return encode(picture(width, height, seed), "png");
    }

    /** The same picture as BMP. */
    public static byte[] bmp(int width, int height, long seed) {
        return encode(picture(width, height, seed), "bmp");
    }

    /** A grey PNG of one value. */
    public static byte[] blank(int width, int height, int value) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, value);
        }
        return encode(image, "png");
    }

    /** A PNG of 16-bit grey: {@code clipped} pixels of 256 to 4,095, the others of 0 to 255. */
    public static byte[] deepPng(int width, int height, int clipped) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < width * height; i++) {
            int value = i < clipped ? 256 + i % 3840 : i % 256;
            image.getRaster().setSample(i % width, i / width, 0, value);
        }
        return encode(image, "png");
    }

    /** A PNG in loud colours. */
    public static byte[] colourful(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, i % 2 == 0 ? 0xff0000 : 0x0000ff);
        }
        return encode(image, "png");
    }

    /** A label map with these labels. */
    public static byte[] mask(int width, int height, byte... labels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < labels.length; i++) {
            image.getRaster().setSample(i % width, i / width, 0, labels[i]);
        }
        return encode(image, "png");
    }

    /**
     * A label map: a lung of two thirds of the sides with a square lesion in it.
     *
     * @param lesion its label
     * @param side of the lesion
     */
    public static byte[] lung(int width, int height, int lesion, int side) {
        byte[] labels = new byte[width * height];
        for (int i = 0; i < labels.length; i++) {
            int x = i % width - width / 6;
            int y = i / width - height / 6;
            boolean lung = x >= 0 && x < width * 2 / 3 && y >= 0 && y < height * 2 / 3;
            boolean inLesion = lung && x < side && y < side;
            labels[i] = (byte) (inLesion ? lesion : lung ? 1 : 0);
        }
        return mask(width, height, labels);
    }

    /** Some soft blobs with a little noise: pictures of different seeds look different. */
    public static BufferedImage picture(int width, int height, long seed) {
        Random random = new Random(seed);
        double[] blobs = random.doubles(24).toArray();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = 20;
                for (int b = 0; b < blobs.length; b += 3) {
                    double dx = (double) x / width - blobs[b];
                    double dy = (double) y / height - blobs[b + 1];
                    value += 90 * blobs[b + 2] * Math.exp(-(dx * dx + dy * dy) * 30);
                }
                image.getRaster().setSample(x, y, 0, (int) Math.min(255, value + random.nextInt(4)));
            }
        }
        return image;
    }

    /** A slice with a class, patient and scan where its name has them. */
    public static Slice slice(String id) {
        String[] parts = id.split("_");
        Optional<String> patient = parts.length == 4 ? Optional.of(parts[0] + "_" + parts[1]) : Optional.empty();
        return new Slice(id, Optional.empty(), patient, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** The bytes of a picture in a format that ImageIO writes. */
    public static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
