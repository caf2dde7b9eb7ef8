package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.results.Prediction;
import org.ctbench.reports.document.SharesByBin;
import org.ctbench.splits.Slice;

/** Where in their scan wrong slices lie: in which fifth of the slices that the split has of it. */
final class SlicePositions {
    private static final int BINS = 5;
    private static final List<String> NAMES = List.of("first fifth", "second", "third", "fourth", "last fifth");

    private SlicePositions() {}

    /** The figure; empty for sets whose slices tell no scan. */
    static Optional<SharesByBin> of(SetMetrics set) throws IOException {
        List<SharesByBin.Line> lines = new ArrayList<>();
        for (ModelMetrics metrics : set.models()) {
            if (lines.size() < SharesByBin.MOST_LINES) {
                TrainedModel model = metrics.trained().get(0);
                SetEvaluation evaluation = model.on(set.set().id()).orElseThrow();
                Optional<List<SharesByBin.Share>> shares = shares(
                        evaluation.predictions().rows(),
                        row -> model.run().slices().slice(evaluation.split(), row.image()));
                if (shares.isPresent()) {
                    lines.add(new SharesByBin.Line(metrics.heading(), shares.get()));
                }
            }
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new SharesByBin(
                        "position-" + set.set().id(),
                        set.set().heading()
                                + ": wrong slices by their position among the split's slices of the scan, in the order"
                                + " of their numbers. Intervals assume that slices are independent.",
                        "position in the scan",
                        "wrong slices",
                        NAMES,
                        lines));
    }

    private static Optional<List<SharesByBin.Share>> shares(
            List<Prediction> rows, Function<Prediction, Slice> sliceOf) {
        return places(rows.stream().map(sliceOf).toList(), BINS).map(places -> {
            long[] all = new long[BINS];
            long[] wrong = new long[BINS];
            for (int i = 0; i < places.size(); i++) {
                all[places.get(i)]++;
                wrong[places.get(i)] += rows.get(i).label() == rows.get(i).predicted() ? 0 : 1;
            }
            return Shares.of(wrong, all);
        });
    }

    /**
     * The part of its scan in which each slice lies, from 0 on: the scan goes from the lowest to the highest number that it has among the
     * slices.
     *
     * @param parts of equal length, in which a scan is cut
     * @return empty if a slice tells neither scan nor number
     */
    static Optional<List<Integer>> places(List<Slice> slices, int parts) {
        Map<String, int[]> ranges = new HashMap<>();
        for (Slice slice : slices) {
            if (slice.scan().isEmpty() || slice.number().isEmpty()) {
                return Optional.empty();
            }
            int n = slice.number().getAsInt();
            ranges.merge(scan(slice), new int[] {n, n}, (a, b) -> new int[] {Math.min(a[0], n), Math.max(a[1], n)});
        }
        return Optional.of(slices.stream()
                .map(slice -> {
                    int[] range = ranges.get(scan(slice));
                    int place = slice.number().orElseThrow() - range[0];
                    return Math.min(parts - 1, parts * place / Math.max(1, range[1] - range[0]));
                })
                .toList());
    }

    /** Scan, unique in the data set: data sets number the scans of each patient anew. */
    private static String scan(Slice slice) {
        return slice.patient().orElse("") + "/" + slice.scan().orElseThrow();
    }
}
