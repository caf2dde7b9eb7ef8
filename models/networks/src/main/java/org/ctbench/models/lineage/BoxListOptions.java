package org.ctbench.models.lineage;

import java.util.List;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.resnet.Depth;

/** What a plan can choose of either earlier model. */
sealed interface BoxListOptions extends ModelOptions permits SingleShotOptions, MaskNetOptions {
    /** Residual network. */
    Depth backbone();

    /** Channels of the feature pyramid. */
    int features();

    /** Width of the box branches. */
    int hidden();

    /** Regions by which an image is classified. */
    int regions();

    /** Overlap above which a region suppresses another. */
    float regionNms();

    /** What fills the places when fewer regions are found. */
    RoiPadding roiPad();

    /** Width of the image classifier. */
    int headWidth();

    /** How the feature pyramid starts. */
    FpnInit fpnInit();

    /** Numbers of the detector. */
    DetectorOptions detector();

    /** The choice that the other model lacks. */
    Choice own();

    @Override
    default boolean drawsFromOneStream() {
        return roiPad() == RoiPadding.RANDOM;
    }

    @Override
    default List<Choice> choices() {
        return List.of(
                Choice.of("regions", regions(), "regions by which an image is classified"),
                Choice.of("roiPad", roiPad(), "what fills the places when fewer regions are found", "D-15"),
                own());
    }
}
