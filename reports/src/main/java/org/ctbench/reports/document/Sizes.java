package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;

/** Masks of an image must have its size. */
final class Sizes {
    private Sizes() {}

    static void check(String what, int height, int width, List<Prediction> predictions, List<Region> lesions) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(what + " has " + height + " x " + width + " pixels");
        }
        List<Region> masks = new ArrayList<>(lesions);
        predictions.forEach(prediction -> prediction.mask().ifPresent(masks::add));
        for (Region mask : masks) {
            if (mask.height() != height || mask.width() != width) {
                throw new IllegalArgumentException(what + " has " + height + " x " + width + " pixels, a mask "
                        + mask.height() + " x " + mask.width());
            }
        }
    }
}
