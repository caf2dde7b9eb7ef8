package org.ctbench.models.lineage;

import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.resnet.Depth;

/**
 * What a plan can choose of COVID-CT-Mask-Net. Standard values are those of its lightweight form on ResNet18.
 *
 * @param backbone residual network
 * @param features channels of the feature pyramid
 * @param hidden width of the box branch
 * @param regions regions by which an image is classified
 * @param regionNms overlap above which a region suppresses another
 * @param roiPad what fills the places when fewer regions are found
 * @param headWidth width of the image classifier
 * @param batchNormTraining which batch norms have their scales and shifts trained
 * @param fpnInit how the feature pyramid starts, unless it is taken from a trained Mask R-CNN
 * @param detector numbers of the detector
 */
public record MaskNetOptions(
        Depth backbone,
        int features,
        int hidden,
        int regions,
        float regionNms,
        RoiPadding roiPad,
        int headWidth,
        BatchNormTraining batchNormTraining,
        FpnInit fpnInit,
        DetectorOptions detector)
        implements BoxListOptions {
    /** As in the lightweight models. */
    public static MaskNetOptions standard() {
        return new MaskNetOptions(
                Depth.RESNET18,
                256,
                128,
                128,
                0.75f,
                RoiPadding.RANDOM_SEEDED,
                512,
                BatchNormTraining.RELEASED,
                FpnInit.TORCH_DEFAULT,
                DetectorOptions.maskNet());
    }

    @Override
    public Choice own() {
        return Choice.of("batchNormTraining", batchNormTraining, batchNormTraining.meaning(), "D-49");
    }
}
