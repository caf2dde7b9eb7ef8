package org.ctbench.datasets.decode;

import org.ctbench.datasets.CtImage;

/**
 * A decoded file.
 *
 * @param image the samples, 8 bit
 * @param format {@code png}, {@code jpeg}, {@code bmp} or {@code tiff}
 * @param bitsPerSample depth of the file's samples before they became 8 bit; 16-bit grey was clipped at 255
 */
public record DecodedImage(CtImage image, String format, int bitsPerSample) {}
