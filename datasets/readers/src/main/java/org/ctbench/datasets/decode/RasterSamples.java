package org.ctbench.datasets.decode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.ctbench.datasets.CtImage;

/** Samples of a decoded raster as 8 bit, one channel wherever all three are equal. */
final class RasterSamples {
    private RasterSamples() {}

    /** @param bands samples of a pixel as the file says it, which the reader may have extended by an alpha band */
    static CtImage toImage(BufferedImage image, int bands) throws DamagedImageException {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return fromPalette(image, palette::getRed, palette::getGreen, palette::getBlue);
        }
        int space = image.getColorModel().getColorSpace().getType();
        if (space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_RGB) {
            throw DamagedImageException.unreadable("neither grey nor RGB (colour space type " + space + ")");
        }
        IntUnaryOperator to8 = to8Bit(image, bands);
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            byte[] grey = (byte[]) image.getRaster().getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
            return CtImage.grey(image.getWidth(), image.getHeight(), grey);
        }
        if (bands < 3) {
            byte[] grey = band(image.getRaster(), 0, to8);
            return CtImage.grey(image.getWidth(), image.getHeight(), grey);
        }
        return join(
                image,
                band(image.getRaster(), 0, to8),
                band(image.getRaster(), 1, to8),
                band(image.getRaster(), 2, to8));
    }

    static CtImage indices(BufferedImage image) {
        return CtImage.grey(
                image.getWidth(), image.getHeight(), band(image.getRaster(), 0, IntUnaryOperator.identity()));
    }

    /** Looks samples up in the three columns of a palette. */
    static CtImage fromPalette(
            BufferedImage image, IntUnaryOperator red, IntUnaryOperator green, IntUnaryOperator blue) {
        Raster raster = image.getRaster();
        return join(image, band(raster, 0, red), band(raster, 0, green), band(raster, 0, blue));
    }

    /** How many pixels of 16-bit grey lie outside [0, 255]; other samples are never clipped. */
    static int clippedPixels(BufferedImage image, int bands) {
        boolean clips = bands == 1
                && image.getSampleModel().getSampleSize(0) == 16
                && !(image.getColorModel() instanceof IndexColorModel);
        int clipped = 0;
        int[] row = new int[image.getWidth()];
        for (int y = 0; clips && y < image.getHeight(); y++) {
            for (int sample : image.getRaster().getSamples(0, y, row.length, 1, 0, row)) {
                clipped += sample < 0 || sample > 255 ? 1 : 0;
            }
        }
        return clipped;
    }

    private static IntUnaryOperator to8Bit(BufferedImage image, int bands) throws DamagedImageException {
        int bits = image.getSampleModel().getSampleSize(0);
        int type = image.getRaster().getDataBuffer().getDataType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE || bits > 16) {
            throw DamagedImageException.unreadable(bits + "-bit samples; slices have 8 or 16");
        }
        if (bits == 8) {
            return IntUnaryOperator.identity();
        }
        if (bits == 16) {
            // grey: Pillow's modes I and I;16 clip; with alpha or colour it keeps the high byte
            return bands == 1 ? v -> Math.max(0, Math.min(255, v)) : v -> v >> 8;
        }
        throw DamagedImageException.unreadable(bits + "-bit samples without a palette; slices have 8 or 16");
    }

    private static byte[] band(Raster raster, int band, IntUnaryOperator to8) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] samples = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, band, row);
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = (byte) to8.applyAsInt(row[x]);
            }
        }
        return samples;
    }

    private static CtImage join(BufferedImage image, byte[] red, byte[] green, byte[] blue) {
        if (Arrays.equals(red, green) && Arrays.equals(green, blue)) {
            return CtImage.grey(image.getWidth(), image.getHeight(), red);
        }
        byte[] pixels = new byte[3 * red.length];
        for (int i = 0; i < red.length; i++) {
            pixels[3 * i] = red[i];
            pixels[3 * i + 1] = green[i];
            pixels[3 * i + 2] = blue[i];
        }
        return CtImage.of(image.getWidth(), image.getHeight(), 3, pixels);
    }
}
