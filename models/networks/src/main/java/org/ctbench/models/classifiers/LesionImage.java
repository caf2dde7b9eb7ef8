package org.ctbench.models.classifiers;

import java.util.List;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;

/**
 * One preprocessed image with its lesions.
 *
 * @param image a single image
 * @param boxes box of each lesion in pixels of the image, half-open; empty for a negative image
 * @param masks mask of each lesion, of the image's size
 */
public record LesionImage(Images image, Boxes boxes, List<BinaryMask> masks) {
    /** @throws IllegalArgumentException if there is more than one image, or boxes and masks differ in number or size */
    public LesionImage {
        masks = List.copyOf(masks);
        if (image.count() != 1) {
            throw new IllegalArgumentException(image.count() + " images in place of one");
        }
        if (boxes.size() != masks.size()) {
            throw new IllegalArgumentException(boxes.size() + " boxes for " + masks.size() + " masks");
        }
        for (BinaryMask mask : masks) {
            if (mask.height() != image.height() || mask.width() != image.width()) {
                throw new IllegalArgumentException("a mask of " + mask.height() + " x " + mask.width()
                        + " pixels on an image of " + image.height() + " x " + image.width());
            }
        }
    }

    /** Whether there is no lesion. */
    public boolean negative() {
        return masks.isEmpty();
    }
}
