package org.ctbench.models.detection;

import java.util.List;

/**
 * Anchors on one feature level, as torchvision makes them: width size / sqrt(ratio), height size * sqrt(ratio), centred on
 * the upper left corner of a cell, edges rounded half to even. Ratio by ratio, then size by size.
 */
public final class AnchorGenerator {
    private final float[] base;

    /**
     * @param sizes square roots of the areas, in pixels
     * @param ratios heights over widths
     * @throws IllegalArgumentException if there are none or one is not positive
     */
    public AnchorGenerator(List<Float> sizes, List<Float> ratios) {
        if (sizes.isEmpty() || ratios.isEmpty() || !positive(sizes) || !positive(ratios)) {
            throw new IllegalArgumentException("anchors of sizes " + sizes + " and ratios " + ratios);
        }
        base = new float[4 * sizes.size() * ratios.size()];
        int at = 0;
        for (float ratio : ratios) {
            float down = (float) Math.sqrt(ratio);
            float across = 1 / down;
            for (float size : sizes) {
                float halfWidth = across * size / 2;
                float halfHeight = down * size / 2;
                base[at++] = (float) Math.rint(-halfWidth);
                base[at++] = (float) Math.rint(-halfHeight);
                base[at++] = (float) Math.rint(halfWidth);
                base[at++] = (float) Math.rint(halfHeight);
            }
        }
    }

    private static boolean positive(List<Float> numbers) {
        return numbers.stream().allMatch(number -> number > 0);
    }

    /** Anchors of every cell. */
    public int perLocation() {
        return base.length / 4;
    }

    /** The anchors around the origin. */
    public Boxes base() {
        return Boxes.of(base);
    }

    /**
     * The anchors of an image: row by row, column by column, then those of the cell. None is clipped.
     *
     * @param featureHeight rows of the feature map, whose stride is the whole part of image height by it
     * @param featureWidth its columns
     * @throws IllegalArgumentException if the map is empty or larger than the image
     */
    public Boxes over(ImageSize image, int featureHeight, int featureWidth) {
        if (featureHeight < 1 || featureWidth < 1 || featureHeight > image.height() || featureWidth > image.width()) {
            throw new IllegalArgumentException("features of " + featureHeight + " x " + featureWidth
                    + " cells for an image of " + image.height() + " x " + image.width() + " pixels");
        }
        int down = image.height() / featureHeight;
        int across = image.width() / featureWidth;
        float[] all = new float[featureHeight * featureWidth * base.length];
        int at = 0;
        for (int y = 0; y < featureHeight; y++) {
            for (int x = 0; x < featureWidth; x++) {
                for (int i = 0; i < base.length; i++) {
                    all[at++] = base[i] + (i % 2 == 0 ? x * across : y * down);
                }
            }
        }
        return Boxes.owning(all);
    }
}
