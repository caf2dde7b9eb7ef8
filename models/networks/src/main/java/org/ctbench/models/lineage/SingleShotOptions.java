package org.ctbench.models.lineage;

import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.twostage.CopyRule;

/**
 * What a plan can choose of the Single Shot Model. Standard values are those of its training script.
 *
 * @param backbone residual network
 * @param features channels of the feature pyramid
 * @param hidden width of the box branches
 * @param maskWidth width of the mask branch
 * @param regions regions by which an image is classified
 * @param regionNms overlap above which a region suppresses another in the classification branch
 * @param roiPad what fills the places when fewer regions are found
 * @param headWidth width of the image classifier
 * @param copy when the classification branch is copied
 * @param fpnInit how the feature pyramid starts
 * @param detector numbers of the detector
 */
public record SingleShotOptions(
        Depth backbone,
        int features,
        int hidden,
        int maskWidth,
        int regions,
        float regionNms,
        RoiPadding roiPad,
        int headWidth,
        CopyRule copy,
        FpnInit fpnInit,
        DetectorOptions detector)
        implements BoxListOptions {
    /** As in the training script. */
    public static SingleShotOptions standard() {
        return new SingleShotOptions(
                Depth.RESNET18,
                256,
                128,
                128,
                128,
                0.75f,
                RoiPadding.RANDOM_SEEDED,
                512,
                CopyRule.IF_IMPROVED,
                FpnInit.TORCH_DEFAULT,
                DetectorOptions.singleShot());
    }

    @Override
    public Choice own() {
        return Choice.of("copy", copy, "weights of the classification branch are " + copy.meaning(), "D-09");
    }
}
