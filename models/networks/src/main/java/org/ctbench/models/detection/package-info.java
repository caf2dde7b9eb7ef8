/**
 * Parts of two-stage detectors that compute on boxes and masks without a gradient: anchors, box coding, matching,
 * sampling, non-maximum suppression, mask targets and mask pasting; start at {@link
 * org.ctbench.models.detection.Boxes}.
 *
 * <p>Boxes are x1, y1, x2, y2 in pixels, half-open: width = x2 - x1. All arithmetic is float32 in torchvision's order.
 */
package org.ctbench.models.detection;
