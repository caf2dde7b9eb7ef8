package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.resnet.Depth;

/**
 * What a plan can choose of Mask R-CNN.
 *
 * @param backbone residual network
 * @param features channels of the feature pyramid
 * @param hidden width of the box branch
 * @param maskWidth width of the mask branch
 * @param train what is trained
 * @param fpnInit how the feature pyramid starts
 * @param detector numbers of the detector
 */
public record MaskRcnnOptions(
        Depth backbone,
        int features,
        int hidden,
        int maskWidth,
        Extent train,
        FpnInit fpnInit,
        DetectorOptions detector)
        implements ModelOptions {
    /** As in the released Affinity code, every parameter trained. */
    public static MaskRcnnOptions standard() {
        return new MaskRcnnOptions(
                Depth.RESNET18, 256, 128, 256, Extent.FULL, FpnInit.TORCH_DEFAULT, DetectorOptions.affinity());
    }

    @Override
    public List<Choice> choices() {
        return List.of(
                Choice.of("train", train, train.meaning()),
                Choice.of("fpnInit", fpnInit, "initial weights of the feature pyramid", "D-41"),
                Choice.of(
                        "detector",
                        detector.before() + "/" + detector.after() + " proposals",
                        "proposals before and after non-maximum suppression",
                        "D-33"));
    }
}
