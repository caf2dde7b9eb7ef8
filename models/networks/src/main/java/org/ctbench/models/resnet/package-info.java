/**
 * Residual networks in torchvision's arithmetic (He et al., CVPR 2016); start at {@link
 * org.ctbench.models.resnet.ResNet}.
 *
 * <p>Names, shapes and order of parameters and buffers equal torchvision's, so its weight files load. {@link
 * org.ctbench.models.resnet.ResNetBody} is the part without the classifier and may end after an earlier stage, for
 * networks that build on features.
 */
package org.ctbench.models.resnet;
