package org.ctbench.models.lineage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelOptions;
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
        FpnInit fpnInit,
        DetectorOptions detector)
        implements ModelOptions {
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
                FpnInit.TORCH_DEFAULT,
                DetectorOptions.maskNet());
    }

    @Override
    public List<Choice> choices() {
        return List.of(
                new Choice(
                        "regions",
                        Integer.toString(regions),
                        "regions by which an image is classified",
                        Optional.empty()),
                new Choice(
                        "roiPad",
                        roiPad.name().toLowerCase(Locale.ROOT),
                        "what fills the places when fewer regions are found",
                        Optional.of("D-15")));
    }
}
