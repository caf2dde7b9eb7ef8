package org.ctbench.harness.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ctbench.harness.segmentation.AveragePrecision;
import org.ctbench.harness.segmentation.MaskAp;

/**
 * Lesions that one or more models found in the same slices, ready to be drawn again. All patients are of one stratum. The numbers
 * of a replicate are the number of lesions in it, then for each model its average precision at each overlap, as the
 * released code and as COCO; they count where there are lesions.
 */
final class JointLesions implements Joint {
    private static final int PER_MODEL = 2 * MaskAp.THRESHOLDS;

    private final LesionPredictions first;
    private final List<AveragePrecision> models;

    JointLesions(List<LesionPredictions> models) {
        this.first = models.get(0);
        this.models = models.stream()
                .map(model -> AveragePrecision.of(model.lesions()))
                .toList();
    }

    @Override
    public boolean hasPatients() {
        return first.hasPatients();
    }

    @Override
    public Resampler byPatient() {
        return draws(first.byPatient());
    }

    @Override
    public Resampler bySlice() {
        return draws(IntStream.range(0, first.slices()).mapToObj(List::of).toList());
    }

    private Resampler draws(List<List<Integer>> units) {
        return Draws.of(units, new int[first.slices()], width(), this::measure);
    }

    @Override
    public double[] sums() {
        double[] sums = new double[width()];
        measure(models.get(0).eachOnce(), sums);
        return sums;
    }

    @Override
    public Function<double[], OptionalDouble> statistic(AppliedMetric metric, int m) {
        if (!(metric instanceof LesionMetric own)) {
            throw new IllegalArgumentException(metric.id() + " is no metric of lesions");
        }
        int at = 1 + m * PER_MODEL + (own.coco() ? MaskAp.THRESHOLDS : 0);
        return sums ->
                sums[0] == 0 ? OptionalDouble.empty() : OptionalDouble.of(own.of(MaskAp.ofEach(t -> sums[at + t])));
    }

    /** None: average precision is a mean, or an area. */
    @Override
    public Optional<Proportion> proportion(AppliedMetric metric, int m) {
        return Optional.empty();
    }

    private int width() {
        return 1 + models.size() * PER_MODEL;
    }

    private void measure(int[] drawn, double[] sums) {
        sums[0] = models.get(0).lesions(drawn);
        for (int m = 0; m < models.size(); m++) {
            int at = 1 + m * PER_MODEL;
            models.get(m).author(drawn).ifPresent(ap -> put(ap, sums, at));
            models.get(m).coco(drawn).ifPresent(ap -> put(ap, sums, at + MaskAp.THRESHOLDS));
        }
    }

    private static void put(MaskAp ap, double[] sums, int at) {
        for (int t = 0; t < MaskAp.THRESHOLDS; t++) {
            sums[at + t] = ap.perThreshold().get(t);
        }
    }
}
