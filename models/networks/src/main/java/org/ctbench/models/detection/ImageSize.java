package org.ctbench.models.detection;

/**
 * Size of an image in pixels.
 *
 * @param height rows
 * @param width columns
 */
public record ImageSize(int height, int width) {
    public ImageSize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("an image of " + height + " x " + width + " pixels");
        }
    }
}
