package org.ctbench.harness.page;

import java.util.List;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;

/** Whether a model is shown to be better than what cannot recognise a disease: a classifier without pixels, or a negative control. */
final class Superiority {
    private Superiority() {}

    /** By how much a model is above a control, on the same slices; positive if it is better. */
    static PairedDifference of(
            ClassPredictions model, ClassPredictions control, ClassificationMetric metric, Resampling resampling) {
        return PairedDifference.of(control, model, List.of(metric), resampling).get(0);
    }

    /** Whether the accuracy of a model is shown to be higher. */
    static boolean isShown(ClassPredictions model, ClassPredictions control, Resampling resampling) {
        return isShown(of(model, control, ClassificationMetric.accuracy(), resampling));
    }

    /** Whether a difference is shown: its interval lies above 0, or where that is unknown the difference itself. */
    static boolean isShown(PairedDifference difference) {
        return difference
                .uncertainty()
                .known()
                .map(known -> known.interval().low() > 0)
                .orElse(difference.effect().orElseThrow() > 0);
    }
}
