package org.ctbench.reports.document;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;

/**
 * What is drawn of one image.
 *
 * @param height rows of the image in which boxes and masks are given
 * @param width its columns
 * @param image of any size, stretched to that; empty where images must not be shown: a plain ground is drawn
 * @param predictions lesions that the model found
 * @param lesions true lesions
 */
public record Scene(
        int height, int width, Optional<GreyImage> image, List<Prediction> predictions, List<Region> lesions) {
    /** @throws IllegalArgumentException if there are no rows or columns, or a mask has another size */
    public Scene {
        Objects.requireNonNull(image, "image");
        predictions = List.copyOf(predictions);
        lesions = List.copyOf(lesions);
        Sizes.check("scene", height, width, predictions, lesions);
    }

    /** An image with nothing drawn over it. */
    public static Scene of(GreyImage image) {
        return new Scene(image.height(), image.width(), Optional.of(image), List.of(), List.of());
    }
}
