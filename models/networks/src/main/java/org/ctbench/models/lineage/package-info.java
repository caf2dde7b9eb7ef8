/**
 * The authors' models before Affinity, which classify an image by its best boxes: the Single Shot Model and COVID-CT-Mask-Net;
 * start at {@link org.ctbench.models.lineage.SingleShotProvider}.
 */
package org.ctbench.models.lineage;
