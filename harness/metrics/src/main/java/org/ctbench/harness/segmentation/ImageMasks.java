package org.ctbench.harness.segmentation;

import java.util.List;
import java.util.stream.Stream;
import org.ctbench.models.detection.BinaryMask;

/**
 * What was found in an image, and what is there.
 *
 * @param predictions in the model's order, which decides between equal scores
 * @param truths in the data set's order, which decides between equal overlaps; masks may overlap
 */
public record ImageMasks(List<ScoredMask> predictions, List<BinaryMask> truths) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two masks have different sizes or a truth is empty
     */
    public ImageMasks {
        predictions = List.copyOf(predictions);
        truths = List.copyOf(truths);
        List<BinaryMask> masks = Stream.concat(predictions.stream().map(ScoredMask::mask), truths.stream())
                .toList();
        for (BinaryMask mask : masks) {
            BinaryMask first = masks.get(0);
            if (mask.height() != first.height() || mask.width() != first.width()) {
                throw new IllegalArgumentException("masks of " + first.height() + " x " + first.width() + " and "
                        + mask.height() + " x " + mask.width() + " pixels in one image");
            }
        }
        for (int g = 0; g < truths.size(); g++) {
            if (truths.get(g).area() == 0) {
                throw new IllegalArgumentException("true mask " + g + " has no pixel; nothing can match it");
            }
        }
    }
}
