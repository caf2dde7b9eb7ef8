package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.detection.AnchorGenerator;
import org.ctbench.models.detection.BalancedSampler;
import org.ctbench.models.detection.Matcher;
import org.ctbench.models.detection.ProposalSelector;

/**
 * Numbers of the detector; the authors' three programs differ in them (D-33).
 *
 * @param anchorSizes anchor sizes in pixels
 * @param anchorRatios anchor heights over widths
 * @param before proposals kept before non-maximum suppression, in training and evaluation
 * @param after proposals kept after it
 * @param proposalNms overlap above which a proposal suppresses another
 * @param anchorSampling sampling of anchors for the loss
 * @param regionSampling sampling of regions for the loss
 * @param detectionNms overlap above which a detection suppresses another
 * @param detections most detections of an image
 */
public record DetectorOptions(
        List<Float> anchorSizes,
        List<Float> anchorRatios,
        int before,
        int after,
        float proposalNms,
        Sampling anchorSampling,
        Sampling regionSampling,
        float detectionNms,
        int detections) {
    private static final List<Float> SIZES = List.of(2f, 4f, 8f, 16f, 32f);
    private static final List<Float> RATIOS = List.of(0.1f, 0.25f, 0.5f, 1f, 1.5f, 2f);

    public DetectorOptions {
        anchorSizes = List.copyOf(anchorSizes);
        anchorRatios = List.copyOf(anchorRatios);
        if (anchorSizes.isEmpty() || anchorRatios.isEmpty()) {
            throw new IllegalArgumentException("a detector has at least one anchor size and one ratio");
        }
        if (before < 1 || after < 1 || detections < 1) {
            throw new IllegalArgumentException("numbers of proposals and detections are 1 or more, not " + before + ", "
                    + after + " and " + detections);
        }
        requireShare("proposalNms", proposalNms);
        requireShare("detectionNms", detectionNms);
    }

    /** As in the released Affinity code. */
    public static DetectorOptions affinity() {
        return new DetectorOptions(
                SIZES,
                RATIOS,
                400,
                200,
                0.75f,
                new Sampling(0.7f, 0.3f, 256, 0.75),
                new Sampling(0.75f, 0.5f, 256, 0.75),
                0.5f,
                100);
    }

    /** As in the training script of the Single Shot Model. */
    public static DetectorOptions singleShot() {
        return new DetectorOptions(
                SIZES,
                RATIOS,
                2000,
                1000,
                0.75f,
                new Sampling(0.7f, 0.3f, 256, 0.5),
                new Sampling(0.5f, 0.5f, 512, 0.25),
                0.5f,
                128);
    }

    /**
     * As in the segmentation script of COVID-CT-Mask-Net, with the numbers of proposals that its {@code faster_rcnn.py} has at
     * evaluation, since the detector of that model is never trained.
     */
    public static DetectorOptions maskNet() {
        return new DetectorOptions(
                SIZES,
                RATIOS,
                1000,
                1000,
                0.75f,
                new Sampling(0.7f, 0.3f, 256, 0.75),
                new Sampling(0.75f, 0.5f, 256, 0.75),
                0.5f,
                100);
    }

    AnchorGenerator anchors() {
        return new AnchorGenerator(anchorSizes, anchorRatios);
    }

    int anchorsPerCell() {
        return anchorSizes.size() * anchorRatios.size();
    }

    ProposalSelector proposals() {
        return new ProposalSelector(before, after, proposalNms);
    }

    private static void requireShare(String name, float value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is in [0, 1], not " + value);
        }
    }

    /**
     * Which candidates a loss is computed on.
     *
     * @param positive overlap with a lesion from which a candidate is positive
     * @param negative overlap below which it is negative; between the two it is ignored
     * @param size candidates in a sample, at most
     * @param share positives among them, at most
     */
    public record Sampling(float positive, float negative, int size, double share) {
        public Sampling {
            if (!(negative >= 0 && negative <= positive && positive <= 1) || size < 1 || !(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "sampling: overlaps " + positive + " and " + negative + ", size " + size + ", share " + share);
            }
        }

        Matcher matcher(boolean lowQuality) {
            return new Matcher(positive, negative, lowQuality);
        }

        BalancedSampler sampler() {
            return new BalancedSampler(size, share);
        }
    }
}
