package org.ctbench.datasets.decode;

import java.util.Locale;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException.Damage;

/**
 * A decoded file.
 *
 * @param image the samples, 8 bit
 * @param format {@code png}, {@code jpeg}, {@code bmp} or {@code tiff}
 * @param bitsPerSample depth of the file's samples before they became 8 bit
 * @param clippedPixels pixels of 16-bit grey that were below 0 or above 255 in the file and became 0 or 255
 */
public record DecodedImage(CtImage image, String format, int bitsPerSample, int clippedPixels) {
    /**
     * One pixel in this many may be clipped. Bone, contrast medium and metal fill less of a slice than that; soft tissue, which is
     * clipped where a file holds Hounsfield units plus 1,024, fills more.
     */
    private static final int CLIPPED_SHARE = 10;

    /**
     * The image, if the conversion to 8 bit left it what it was.
     *
     * @throws DamagedImageException if more than a tenth of the pixels were clipped
     */
    public CtImage unclipped() throws DamagedImageException {
        long pixels = (long) image.width() * image.height();
        if ((long) clippedPixels * CLIPPED_SHARE > pixels) {
            throw new DamagedImageException(
                    Damage.CLIPPED,
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d pixels are below 0 or above 255 and are clipped; convert the file to 8 bit with a CT window",
                            clippedPixels,
                            pixels));
        }
        return image;
    }
}
