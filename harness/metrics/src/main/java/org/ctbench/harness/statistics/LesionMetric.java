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
 * Average precision of lesions, in one of the two definitions of D-29. Without a lesion none has a value.
 *
 * @param metric at an overlap of 0.50, of 0.75, or the mean over ten
 * @param coco whether COCO's definition is meant, and not that of the released code
 */
public record LesionMetric(Metric metric, boolean coco) implements AppliedMetric {
    /** As the released code: mean over the overlaps. */
    public static final LesionMetric MAP = new LesionMetric(Metric.MAP, false);

    /** As COCO: mean over the overlaps. */
    public static final LesionMetric MAP_COCO = new LesionMetric(Metric.MAP, true);

    public LesionMetric {
        if (!(metric.formula() instanceof Formula.OfLesions)) {
            throw new IllegalArgumentException(metric.id() + " is no metric of lesions");
        }
    }

    /** All of them, those of the released code first. */
    public static List<LesionMetric> all() {
        return Stream.of(false, true)
                .flatMap(coco -> Arrays.stream(Metric.values())
                        .filter(metric -> metric.formula() instanceof Formula.OfLesions)
                        .map(metric -> new LesionMetric(metric, coco)))
                .toList();
    }

    @Override
    public String id() {
        return metric.id() + (coco ? "/coco" : "");
    }

    @Override
    public String words() {
        return metric.words() + (coco ? " as COCO" : " as the released code");
    }

    @Override
    public String undefinedBecause(Sample sample) {
        return SegmentationScores.UNDEFINED;
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
