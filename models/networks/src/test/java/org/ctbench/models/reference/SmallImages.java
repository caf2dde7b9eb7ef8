package org.ctbench.models.reference;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;

/** Images of noise that small models are trained on in tests. */
public final class SmallImages {
    /** Rows and columns. */
    public static final int SIDE = 64;

    private SmallImages() {}

    public static Images images(int... seeds) {
        int pixels = Images.CHANNELS * SIDE * SIDE;
        float[] values = new float[seeds.length * pixels];
        for (int i = 0; i < seeds.length; i++) {
            System.arraycopy(Drawn.images(seeds[i], pixels), 0, values, i * pixels, pixels);
        }
        List<String> names =
                IntStream.of(seeds).mapToObj(seed -> "image " + seed).toList();
        return new Images(values, seeds.length, SIDE, SIDE, names);
    }

    /** An image with a lesion of 20 x 16 pixels. */
    public static LesionImage lesion(int seed) {
        BinaryMask mask =
                BinaryMask.of(SIDE, SIDE, p -> p % SIDE >= 20 && p % SIDE < 40 && p / SIDE >= 24 && p / SIDE < 40);
        return new LesionImage(images(seed), Boxes.of(20, 24, 40, 40), List.of(mask));
    }

    public static LesionImage negative(int seed) {
        return new LesionImage(images(seed), Boxes.of(), List.of());
    }

    public static TrainingOptions training(double rate, LesionImage... lesions) {
        LesionImages source = new LesionImages() {
            @Override
            public int size() {
                return lesions.length;
            }

            @Override
            public LesionImage get(int index) {
                return lesions[index];
            }
        };
        return new TrainingOptions(
                new AdamSettings(rate, 0.9, 0.999, 1e-8, 1e-3),
                ImageLoss.BCE_ONEHOT,
                lesions.length == 0 ? Optional.empty() : Optional.of(source),
                1);
    }
}
