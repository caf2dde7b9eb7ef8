package org.ctbench.harness.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SegmentationScores;

/**
 * A metric of lesions: average precision in one of the two definitions of D-29, FROC, or one of regions.
 *
 * @param metric of lesions
 * @param coco whether COCO's definition of average precision is meant, and not that of the released code
 */
public record LesionMetric(Metric metric, boolean coco) implements AppliedMetric {
    /** As the released code: mean over the overlaps. */
    public static final LesionMetric MAP = new LesionMetric(Metric.MAP, false);

    /** As COCO: mean over the overlaps. */
    public static final LesionMetric MAP_COCO = new LesionMetric(Metric.MAP, true);

    public LesionMetric {
        if (!metric.ofLesions() || coco && !isPrecision(metric)) {
            throw new IllegalArgumentException(metric.id() + " is not a metric of lesions");
        }
    }

    /** Average precision by the released code, then by COCO, then the others. */
    public static List<LesionMetric> all() {
        return Stream.concat(
                        Stream.of(false, true)
                                .flatMap(coco -> Arrays.stream(Metric.values())
                                        .filter(LesionMetric::isPrecision)
                                        .map(metric -> new LesionMetric(metric, coco))),
                        others().stream())
                .toList();
    }

    /** Those that follow from the detections of each slice: average precision and FROC. */
    public static List<LesionMetric> ofDetections() {
        return all().stream()
                .filter(lesion -> !(lesion.metric.formula() instanceof Formula.OfRegions))
                .toList();
    }

    /** Those that are no average precision. */
    public static List<LesionMetric> others() {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.ofLesions() && !isPrecision(metric))
                .map(metric -> new LesionMetric(metric, false))
                .toList();
    }

    private static boolean isPrecision(Metric metric) {
        return metric.formula() instanceof Formula.OfLesions;
    }

    @Override
    public String id() {
        return metric.id() + (coco ? "/coco" : "");
    }

    @Override
    public String words() {
        return metric.words() + (coco ? " as COCO" : isPrecision(metric) ? " as the released code" : "");
    }

    @Override
    public String undefinedBecause(Sample sample) {
        if (!(metric.formula() instanceof Formula.OfRegions)) {
            return SegmentationScores.UNDEFINED;
        }
        if (((LesionPredictions) sample).regions().isEmpty()) {
            return "the regions are not known";
        }
        return metric.isLength()
                ? "no slice has both a lesion and a prediction"
                : "no slice has a lesion or a prediction";
    }

    double of(MaskAp ap) {
        OptionalInt overlap = ((Formula.OfLesions) metric.formula()).overlap();
        return overlap.isPresent() ? ap.perThreshold().get(overlap.getAsInt()) : ap.mean();
    }

    @Override
    public String toString() {
        return id();
    }
}
