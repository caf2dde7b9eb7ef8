package org.ctbench.harness.findings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Sample;

/**
 * What the two trained models made of the slices of a set.
 *
 * @param set id of the evaluation set; {@code lesions} for lesions
 * @param slices how many
 * @param byPatient whether intervals are by patient
 * @param flips predictions that differ; empty where lesions are looked for
 * @param metrics every value
 */
public record SetDifference(
        String set, int slices, boolean byPatient, Optional<Flips> flips, List<MetricDifference> metrics) {
    private static final int SHOWN = 10;

    public SetDifference {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(flips, "flips");
        metrics = List.copyOf(Objects.requireNonNull(metrics, "metrics"));
    }

    /**
     * Predictions that differ.
     *
     * @param count how many
     * @param shown the first of them, in the order of the set
     */
    public record Flips(int count, List<Flip> shown) {
        public Flips {
            shown = List.copyOf(Objects.requireNonNull(shown, "shown"));
        }
    }

    /**
     * A prediction that differs.
     *
     * @param image id of the slice
     * @param truth its class
     * @param first the class that the first model gives it
     * @param second that of the second
     */
    public record Flip(String image, String truth, String first, String second) {
        public Flip {
            Objects.requireNonNull(image, "image");
            Objects.requireNonNull(truth, "truth");
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(second, "second");
        }
    }

    /**
     * Compares.
     *
     * @throws org.ctbench.splits.documents.UserException if the two are about other slices, or a file of a run is missing or was changed
     */
    public static SetDifference of(Evaluation first, Evaluation second, Resampling resampling) throws IOException {
        Sample one = first.sample();
        Sample other = second.sample();
        one.requireSameSlices(other);
        List<? extends AppliedMetric> main = first.mainMetrics();
        List<MetricDifference> metrics = new ArrayList<>();
        for (PairedDifference difference : PairedDifference.of(one, other, first.metrics(), resampling)) {
            metrics.add(MetricDifference.of(difference, one, other, main.contains(difference.metric())));
        }
        Optional<Flips> flips = first instanceof SetEvaluation left && second instanceof SetEvaluation right
                ? Optional.of(flips(left.predictions(), right.predictions()))
                : Optional.empty();
        return new SetDifference(first.set(), one.slices(), one.hasPatients(), flips, metrics);
    }

    private static Flips flips(Predictions first, Predictions second) {
        List<String> classes = first.classes();
        List<Flip> all = IntStream.range(0, first.rows().size())
                .filter(i ->
                        first.rows().get(i).predicted() != second.rows().get(i).predicted())
                .mapToObj(i -> {
                    Prediction one = first.rows().get(i);
                    return new Flip(
                            one.image(),
                            classes.get(one.label()),
                            classes.get(one.predicted()),
                            classes.get(second.rows().get(i).predicted()));
                })
                .toList();
        return new Flips(all.size(), all.subList(0, Math.min(SHOWN, all.size())));
    }
}
