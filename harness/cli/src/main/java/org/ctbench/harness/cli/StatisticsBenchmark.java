package org.ctbench.harness.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.harness.statistics.LesionMetric;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.models.bench.WallTime;
import org.ctbench.splits.random.SeededRandom;

/** How long the statistics of one evaluation take, those of a comparison, and those of lesions; on generated predictions. */
public final class StatisticsBenchmark {
    private static final List<String> CLASSES = List.of("Normal", "CP", "NCP");
    private static final int[] SLICES = {9450, 7395, 4346}; // of the test split of COVIDx-CT v1
    private static final int[] PATIENTS = {52, 125, 116};
    private static final int LESION_SLICES = 130;
    private static final int SLICES_OF_PATIENT = 5;
    private static final int DETECTIONS = 100;
    private static final int LESIONS = 5;
    private static final int LESION_PIXELS = 1000;
    private static final double RIGHT = 0.95; // near the values of the paper

    private StatisticsBenchmark() {}

    /**
     * Times them.
     *
     * @param runs timed runs of each
     * @param replicates of each metric, 100 or more
     */
    public static List<WallTime> run(int runs, int replicates, int threads) {
        Resampling resampling = new Resampling(0.95, replicates, 1, threads);
        Map<Weighting, List<Double>> weights = new EnumMap<>(Weighting.class);
        weights.put(Weighting.CODE, List.of(0.45, 0.35, 0.20));
        weights.put(Weighting.PAPER, List.of(0.43, 0.35, 0.22));
        List<ClassificationMetric> metrics = ClassificationMetric.usual(CLASSES, weights);
        ClassPredictions first = predictions("first");
        ClassPredictions second = predictions("second");
        LesionPredictions lesions = lesions();
        return List.of(
                WallTime.of(
                        name("intervals", metrics, first, replicates),
                        runs,
                        () -> Estimates.of(first, metrics, resampling)),
                WallTime.of(
                        name("paired differences", metrics, first, replicates),
                        runs,
                        () -> PairedDifference.of(first, second, metrics, resampling)),
                WallTime.of(
                        name("intervals", LesionMetric.all(), lesions, replicates),
                        runs,
                        () -> Estimates.of(lesions, LesionMetric.all(), resampling)));
    }

    private static String name(String what, List<? extends AppliedMetric> metrics, Sample sample, int replicates) {
        return what + " of " + metrics.size() + " metrics, " + sample.slices() + " slices, " + replicates
                + " replicates";
    }

    private static ClassPredictions predictions(String purpose) {
        SeededRandom random = SeededRandom.of(1, purpose);
        List<String> ids = new ArrayList<>();
        int total = SLICES[0] + SLICES[1] + SLICES[2];
        int[] truth = new int[total];
        int[] predicted = new int[total];
        for (int c = 0; c < CLASSES.size(); c++) {
            for (int i = 0; i < SLICES[c]; i++) {
                int slice = ids.size();
                truth[slice] = c;
                predicted[slice] = random.nextDouble() < RIGHT ? c : (c + 1 + random.nextInt(2)) % 3;
                ids.add(CLASSES.get(c) + "_" + i * PATIENTS[c] / SLICES[c]);
            }
        }
        return ClassPredictions.of(CLASSES, truth, predicted).ofPatients(ids);
    }

    /** Every slice has its most detections and five lesions, of which detections cover a random share. */
    private static LesionPredictions lesions() {
        SeededRandom random = SeededRandom.of(1, "lesions");
        List<SliceLesions> slices = new ArrayList<>();
        List<String> patients = new ArrayList<>();
        for (int slice = 0; slice < LESION_SLICES; slice++) {
            List<Double> scores = new ArrayList<>();
            List<List<Integer>> shared = new ArrayList<>();
            for (int d = 0; d < DETECTIONS; d++) {
                List<Integer> row = new ArrayList<>(Collections.nCopies(LESIONS, 0));
                row.set(random.nextInt(LESIONS), random.nextInt(LESION_PIXELS + 1));
                shared.add(row);
                scores.add(random.nextDouble());
            }
            slices.add(new SliceLesions(
                    "slice " + slice,
                    scores,
                    Collections.nCopies(DETECTIONS, LESION_PIXELS),
                    Collections.nCopies(LESIONS, LESION_PIXELS),
                    shared));
            patients.add("patient " + slice / SLICES_OF_PATIENT);
        }
        return LesionPredictions.of(slices, Optional.of(patients));
    }
}
