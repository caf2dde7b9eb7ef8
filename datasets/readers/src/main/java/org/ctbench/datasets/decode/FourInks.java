package org.ctbench.datasets.decode;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Pictures in four inks, as Pillow's {@code convert("RGB")} makes them RGB: without any colour profile. */
final class FourInks {
    private static final int HALF = 1 << 15;

    private FourInks() {}

    /** @param raster cyan, magenta, yellow and black, 8 bit, 0 for no ink */
    static BufferedImage cmyk(Raster raster) throws DamagedImageException {
        return convert(raster, 0, false);
    }

    /** @param raster as a JPEG file has them: 255 for no ink, as Adobe's programs write it and Pillow assumes */
    static BufferedImage adobe(Raster raster) throws DamagedImageException {
        return convert(raster, 255, false);
    }

    /** @param raster as a JPEG file has them: the first three as brightness and two colour differences */
    static BufferedImage ycck(Raster raster) throws DamagedImageException {
        return convert(raster, 255, true);
    }

    private static BufferedImage convert(Raster raster, int noInk, boolean ycc) throws DamagedImageException {
        int bits = raster.getSampleModel().getSampleSize(0);
        if (bits != 8) {
            throw DamagedImageException.unreadable("four inks of " + bits + " bits; 8 are read");
        }
        BufferedImage image = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[4 * raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int x = 0; x < raster.getWidth(); x++) {
                int at = 4 * x;
                if (ycc) {
                    inks(row, at);
                }
                int light = 255 - (row[at + 3] ^ noInk);
                int rgb = 0;
                for (int i = 0; i < 3; i++) {
                    rgb = rgb << 8 | light - scaled(row[at + i] ^ noInk, light);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** {@code a * b / 255}, rounded, as Pillow's MULDIV255. */
    private static int scaled(int a, int b) {
        int product = a * b + 128;
        return (product >> 8) + product >> 8;
    }

    /** The first three components as inks, in the integers of libjpeg ({@code ycck_cmyk_convert}). */
    private static void inks(int[] row, int at) {
        int light = row[at];
        int blue = row[at + 1] - 128;
        int red = row[at + 2] - 128;
        row[at] = ink(light + (fixed(1.40200) * red + HALF >> 16));
        row[at + 1] = ink(light + (-fixed(0.34414) * blue + HALF - fixed(0.71414) * red >> 16));
        row[at + 2] = ink(light + (fixed(1.77200) * blue + HALF >> 16));
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << 16) + 0.5);
    }

    private static int ink(int light) {
        return 255 - Math.max(0, Math.min(255, light));
    }
}
