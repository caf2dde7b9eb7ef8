package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.reports.document.ReliabilityDiagram;

/** Whether models are right as often as they say. */
final class ReliabilityDiagrams {
    private static final int BINS = 10;

    private ReliabilityDiagrams() {}

    /** Reliability diagrams of the models on a set, by their first seed; empty if no model has probabilities. */
    static Optional<ReliabilityDiagram> of(SetMetrics set) throws IOException {
        List<ReliabilityDiagram.Panel> panels = new ArrayList<>();
        for (ModelMetrics metrics : set.models()) {
            TrainedModel model = metrics.trained().get(0);
            Predictions predictions = model.on(set.set().id()).orElseThrow().predictions();
            if (predictions.hasProbabilities()) {
                panels.add(new ReliabilityDiagram.Panel(metrics.heading(), bins(predictions.rows())));
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReliabilityDiagram(
                        "reliability-" + set.set().id(),
                        set.set().heading()
                                + ": share of right predictions by the probability of the given class, in ten bins, with the first"
                                + " seed. Intervals assume that slices are independent.",
                        "slices",
                        panels));
    }

    private static List<ReliabilityDiagram.Bin> bins(List<Prediction> rows) {
        long[] count = new long[BINS];
        long[] right = new long[BINS];
        double[] confidence = new double[BINS];
        for (Prediction row : rows) {
            double p = row.probabilities().get(row.predicted());
            int bin = Math.min(BINS - 1, (int) (p * BINS));
            count[bin]++;
            confidence[bin] += p;
            right[bin] += row.label() == row.predicted() ? 1 : 0;
        }
        List<ReliabilityDiagram.Bin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            double lower = (double) b / BINS;
            double upper = (b + 1.0) / BINS;
            bins.add(
                    count[b] == 0
                            ? ReliabilityDiagram.Bin.empty(lower, upper)
                            : new ReliabilityDiagram.Bin(
                                    lower,
                                    upper,
                                    count[b],
                                    confidence[b] / count[b],
                                    (double) right[b] / count[b],
                                    Optional.of(Shares.bounds(right[b], count[b]))));
        }
        return bins;
    }
}
