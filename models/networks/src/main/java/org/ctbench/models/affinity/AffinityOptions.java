package org.ctbench.models.affinity;

import java.util.List;
import java.util.Objects;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.twostage.CopyRule;

/**
 * What a plan can choose of the Affinity model. Standard values are those of the released code, or the paper's where the
 * code has none.
 *
 * @param affinities C*, rows of the affinity matrix
 * @param backbone residual network
 * @param features C, channels of the feature pyramid and of region masks; even
 * @param hidden width of the box branches
 * @param regions beta, regions by which an image is classified
 * @param regionNms overlap above which a region suppresses another in the classification branch
 * @param roiPad what fills the places when fewer regions are found
 * @param refinements N
 * @param sieve how the refinement is applied
 * @param copy when the classification branch is copied
 * @param convReduceTrainable whether the convolution of the classification branch that has no twin is trained
 * @param batchNorm which statistics are used where
 * @param affinityInit how matrix and vector of the affinity layer start
 * @param fpnInit how the feature pyramid starts
 * @param detector numbers of the detector
 */
public record AffinityOptions(
        int affinities,
        Depth backbone,
        int features,
        int hidden,
        int regions,
        float regionNms,
        RoiPadding roiPad,
        int refinements,
        SieveMode sieve,
        CopyRule copy,
        boolean convReduceTrainable,
        BatchNormModes batchNorm,
        AffinityInit affinityInit,
        FpnInit fpnInit,
        DetectorOptions detector)
        implements ModelOptions {
    public AffinityOptions {
        requirePositive("affinities", affinities);
        requirePositive("features", features);
        requirePositive("hidden", hidden);
        requirePositive("refinements", refinements);
        if (features % 2 != 0) {
            throw new IllegalArgumentException("features is even, as refinement halves it, not " + features);
        }
        if (regions < 2) {
            throw new IllegalArgumentException("regions is 2 or more, as their statistics normalise, not " + regions);
        }
        Objects.requireNonNull(backbone);
        Objects.requireNonNull(roiPad);
        Objects.requireNonNull(sieve);
        Objects.requireNonNull(copy);
        Objects.requireNonNull(batchNorm);
        Objects.requireNonNull(affinityInit);
        Objects.requireNonNull(fpnInit);
        Objects.requireNonNull(detector);
    }

    /** The released model with that many affinities. */
    public static AffinityOptions standard(int affinities) {
        return new AffinityOptions(
                affinities,
                Depth.RESNET18,
                256,
                128,
                8,
                0.25f,
                RoiPadding.RANDOM_SEEDED,
                3,
                SieveMode.RELEASED,
                CopyRule.EVERY_ITERATION,
                false,
                BatchNormModes.released(),
                AffinityInit.NORMAL,
                FpnInit.TORCH_DEFAULT,
                DetectorOptions.affinity());
    }

    @Override
    public boolean drawsFromOneStream() {
        return roiPad == RoiPadding.RANDOM;
    }

    @Override
    public List<Choice> choices() {
        return List.of(
                Choice.of("affinities", affinities, "C*, rows of the affinity matrix", "D-44"),
                Choice.of("backbone", backbone, "residual network under the detector"),
                Choice.of("features", features, "C, channels of features and of region masks; 256 in the paper"),
                Choice.of("regions", regions, "beta, regions by which an image is classified"),
                Choice.of("regionNms", regionNms, "overlap above which a region suppresses another", "D-33"),
                Choice.of("roiPad", roiPad, "what fills the places when fewer regions are found", "D-15"),
                Choice.of("refinements", refinements, "N"),
                Choice.of("sieve", sieve, sieve.meaning(), "D-11"),
                Choice.of("copy", copy, "weights of the classification branch are " + copy.meaning(), "D-09"),
                Choice.of(
                        "convReduceTrainable",
                        convReduceTrainable,
                        "whether the convolution without a twin is trained",
                        "D-10"),
                Choice.of("batchNorm.affinityEvaluation", batchNorm.affinityEvaluation(), AFFINITY_NORM, "D-19"),
                Choice.of("affinityInit", affinityInit, "initial affinity matrix and vector"),
                Choice.of("fpnInit", fpnInit, "initial weights of the feature pyramid", "D-41"),
                Choice.of("detector.before", detector.before(), "proposals before non-maximum suppression", "D-33"),
                Choice.of("detector.after", detector.after(), "proposals after it", "D-33"));
    }

    private static final String AFFINITY_NORM = "statistics of the affinity layer's batch norm in evaluation";

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " is 1 or more, not " + value);
        }
    }
}
