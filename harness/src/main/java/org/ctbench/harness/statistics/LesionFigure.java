package org.ctbench.harness.statistics;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SegmentationScores;

/**
 * Average precision of lesions, in the two definitions of D-29: at an overlap of 0.50, of 0.75, and the mean over ten. Without a lesion
 * none has a value.
 */
public enum LesionFigure implements Figure {
    /** As the released code: mean over the overlaps. */
    MAP("map", "mAP as the released code", false, MaskAp::mean),
    /** As the released code, at an overlap of 0.50. */
    AP50("ap50", "AP50 as the released code", false, MaskAp::ap50),
    /** As the released code, at an overlap of 0.75. */
    AP75("ap75", "AP75 as the released code", false, MaskAp::ap75),
    /** As COCO: mean over the overlaps. */
    MAP_COCO("map/coco", "mAP as COCO", true, MaskAp::mean),
    /** As COCO, at an overlap of 0.50. */
    AP50_COCO("ap50/coco", "AP50 as COCO", true, MaskAp::ap50),
    /** As COCO, at an overlap of 0.75. */
    AP75_COCO("ap75/coco", "AP75 as COCO", true, MaskAp::ap75);

    private final String id;
    private final String words;
    private final boolean coco;
    private final ToDoubleFunction<MaskAp> part;

    LesionFigure(String id, String words, boolean coco, ToDoubleFunction<MaskAp> part) {
        this.id = id;
        this.words = words;
        this.coco = coco;
        this.part = part;
    }

    /** All of them, those of the released code first. */
    public static List<LesionFigure> all() {
        return List.of(values());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public Scale scale() {
        return Scale.AP;
    }

    @Override
    public String undefinedBecause(Sample sample) {
        return SegmentationScores.UNDEFINED;
    }

    /** Whether COCO's definition is meant. */
    boolean coco() {
        return coco;
    }

    double of(MaskAp ap) {
        return part.applyAsDouble(ap);
    }

    @Override
    public String toString() {
        return id;
    }
}
