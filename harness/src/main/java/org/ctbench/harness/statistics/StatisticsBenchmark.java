package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.models.bench.Timing;
import org.ctbench.splits.random.SeededRandom;

/** How long the statistics of one evaluation take, and those of a comparison; on generated answers. */
public final class StatisticsBenchmark {
    private static final List<String> CLASSES = List.of("Normal", "CP", "NCP");
    private static final int[] SLICES = {9450, 7395, 4346}; // of the test split of COVIDx-CT v1
    private static final int[] PATIENTS = {52, 125, 116};
    private static final double RIGHT = 0.95; // near the figures of the paper

    private StatisticsBenchmark() {}

    /**
     * Times both.
     *
     * @param runs timed runs of each
     */
    public static List<Timing> run(int runs, int threads) {
        Resampling resampling = new Resampling(0.95, 10_000, 1, threads);
        Map<Weighting, List<Double>> weights = new EnumMap<>(Weighting.class);
        weights.put(Weighting.CODE, List.of(0.45, 0.35, 0.20));
        weights.put(Weighting.PAPER, List.of(0.43, 0.35, 0.22));
        List<ClassificationFigure> figures = ClassificationFigure.all(CLASSES, weights);
        Answers first = answers("first");
        Answers second = answers("second");
        return List.of(
                Timing.of(name("intervals", figures, first), runs, () -> Estimates.of(first, figures, resampling)),
                Timing.of(
                        name("paired differences", figures, first),
                        runs,
                        () -> PairedDifference.of(first, second, figures, resampling)));
    }

    private static String name(String what, List<? extends Figure> figures, Answers answers) {
        return what + " of " + figures.size() + " figures, " + answers.slices() + " slices";
    }

    private static Answers answers(String purpose) {
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
        return Answers.of(CLASSES, truth, predicted).ofPatients(ids);
    }
}
