/**
 * Mask R-CNN (He et al., ICCV 2017) on a single feature level, in torchvision's arithmetic, as parts for detectors and as a
 * segmentation model; start at {@link org.ctbench.models.maskrcnn.MaskRcnnProvider}.
 *
 * <p>Parameter names are those of torchvision 0.3, which the authors' published weights have.
 */
package org.ctbench.models.maskrcnn;
