/**
 * Mask average precision of a segmentation, by the released code and by COCO; start at {@link
 * org.ctbench.harness.segmentation.MaskEvaluation}.
 *
 * <p>Numbers of the two definitions are not comparable: they match, rank and average differently.
 */
package org.ctbench.harness.segmentation;
