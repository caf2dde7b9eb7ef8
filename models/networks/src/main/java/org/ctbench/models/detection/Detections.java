package org.ctbench.models.detection;

import java.util.Arrays;
import java.util.BitSet;

/** Lesions that a detector found in an image, highest score first. Immutable. */
public final class Detections {
    private static final float INSIDE = 0.5f;

    private final Boxes boxes;
    private final float[] scores;
    private final float[] maps;
    private final int side;
    private final ImageSize image;

    /**
     * @param boxes in pixels of the image
     * @param scores one per box, descending, in [0, 1]; handed over
     * @param maps mask probabilities {@code [K, side, side]} of each box; handed over
     * @param side rows and columns of a map
     * @throws IllegalArgumentException if the numbers do not fit
     */
    public Detections(Boxes boxes, float[] scores, float[] maps, int side, ImageSize image) {
        if (boxes.size() != scores.length || maps.length != scores.length * side * side) {
            throw new IllegalArgumentException(boxes.size() + " boxes, " + scores.length + " scores, " + maps.length
                    + " mask values for maps of side " + side);
        }
        this.boxes = boxes;
        this.scores = scores;
        this.maps = maps;
        this.side = side;
        this.image = image;
    }

    /** Number of lesions. */
    public int size() {
        return scores.length;
    }

    /** Box of each lesion. */
    public Boxes boxes() {
        return boxes;
    }

    /** Score of each lesion, a copy. */
    public float[] scores() {
        return scores.clone();
    }

    /** Size of the image. */
    public ImageSize image() {
        return image;
    }

    /** Mask probabilities {@code [side, side]} of a lesion inside its box, a copy. */
    public float[] map(int lesion) {
        return Arrays.copyOfRange(maps, lesion * side * side, (lesion + 1) * side * side);
    }

    /** Those with a score above a threshold. */
    public Detections above(float score) {
        int count = 0;
        while (count < scores.length && scores[count] > score) {
            count++;
        }
        int[] first = new int[count];
        Arrays.setAll(first, i -> i);
        return new Detections(
                boxes.select(first),
                Arrays.copyOf(scores, count),
                Arrays.copyOf(maps, count * side * side),
                side,
                image);
    }

    /** The same lesions on the image in another size; the maps stay. */
    public Detections resized(ImageSize other) {
        float across = (float) other.width() / image.width();
        float down = (float) other.height() / image.height();
        return new Detections(boxes.scale(across, down), scores, maps, side, other);
    }

    /**
     * Probability of each pixel to belong to a lesion, as torchvision pastes masks: 0 outside its box.
     *
     * @return {@code [height, width]} of the image, in [0, 1]
     */
    public float[] probabilities(int lesion) {
        float[] canvas = new float[image.height() * image.width()];
        paste(lesion).forEach(image.width(), (pixel, probability) -> canvas[pixel] = probability);
        return canvas;
    }

    /** Pixels whose probability is above 0.5. */
    public BinaryMask mask(int lesion) {
        BitSet inside = new BitSet(image.height() * image.width());
        paste(lesion).forEach(image.width(), (pixel, probability) -> inside.set(pixel, probability > INSIDE));
        return BinaryMask.of(image.height(), image.width(), inside);
    }

    private Paste paste(int lesion) {
        return Paste.of(map(lesion), side, boxes.select(lesion), image);
    }
}
