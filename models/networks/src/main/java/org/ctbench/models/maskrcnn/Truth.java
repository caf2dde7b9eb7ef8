package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;

/**
 * Lesions of an image.
 *
 * @param boxes one per lesion
 * @param masks one per lesion, of the image's size
 */
record Truth(Boxes boxes, List<BinaryMask> masks) {}
