package org.ctbench.models.proof;

import java.util.List;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;

/** One image of noise with two bright elliptic lesions, those of {@code affinity_torch.py}. */
public record LesionScene(LesionImage image) implements LesionImages {
    /** The image with that many rows and columns. */
    public static LesionScene of(int side) {
        int quarter = side / 4;
        Ellipse first = new Ellipse(side / 2, side / 3, quarter / 2, quarter / 3);
        Ellipse second = new Ellipse(quarter, 3 * quarter, quarter / 3, quarter / 4);
        BinaryMask one = first.mask(side);
        BinaryMask other = second.mask(side);
        int pixels = side * side;
        float[] values = wave(Images.CHANNELS * pixels);
        for (int i = 0; i < values.length; i++) {
            values[i] += one.contains(i % pixels) || other.contains(i % pixels) ? 1 : 0;
        }
        return new LesionScene(new LesionImage(
                Images.unnamed(values, 1, side, side), first.box().then(second.box()), List.of(one, other)));
    }

    /** Values in [-1, 1] whose signs are hard to predict, as in a real network. */
    public static float[] wave(int size) {
        float[] values = new float[size];
        int state = 1;
        for (int i = 0; i < size; i++) {
            state = state * 1664525 + 1013904223; // Numerical Recipes' linear congruential generator
            values[i] = state / (float) Integer.MAX_VALUE;
        }
        return values;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public LesionImage get(int index) {
        return image;
    }

    /**
     * An ellipse in pixels.
     *
     * @param x column of the centre
     * @param y row of the centre
     * @param across half axis along the rows
     * @param down half axis along the columns
     */
    private record Ellipse(int x, int y, int across, int down) {
        BinaryMask mask(int side) {
            return BinaryMask.of(side, side, pixel -> {
                long right = (long) (pixel % side - x) * down;
                long below = (long) (pixel / side - y) * across;
                long radius = (long) across * down;
                return right * right + below * below <= radius * radius;
            });
        }

        Boxes box() {
            return Boxes.of(x - across, y - down, x + across + 1, y + down + 1);
        }
    }
}
