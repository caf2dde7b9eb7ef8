package org.ctbench.harness.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.segmentation.AveragePrecision;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.RegionOverlap;

/**
 * Lesions that one or more models found in the same slices, ready to be drawn again. All patients are of one stratum. The numbers
 * of a replicate are the number of lesions in it, then for each model its average precision at each overlap, as the
 * released code and as COCO, and its FROC, which count where there are lesions; then for each comparison of regions the sum over the
 * slices that have it, and their number.
 */
final class JointLesions implements Joint {
    private static final int FROC = 2 * MaskAp.THRESHOLDS;
    private static final int REGIONS = FROC + 1;
    private static final int PER_MODEL = REGIONS + 2 * Formula.OfRegions.values().length;

    private final LesionPredictions first;
    private final List<OfModel> models;

    JointLesions(List<LesionPredictions> models) {
        this.first = models.get(0);
        this.models = models.stream()
                .map(model -> new OfModel(AveragePrecision.of(model.lesions()), model.regions()))
                .toList();
    }

    private record OfModel(AveragePrecision detections, Optional<List<RegionOverlap>> regions) {
        void measure(int[] drawn, double[] sums, int at) {
            detections.author(drawn).ifPresent(ap -> put(ap, sums, at));
            detections.coco(drawn).ifPresent(ap -> put(ap, sums, at + MaskAp.THRESHOLDS));
            detections.froc(drawn).ifPresent(froc -> sums[at + FROC] = froc);
            for (int slice = 0; regions.isPresent() && slice < drawn.length; slice++) {
                for (Formula.OfRegions of : Formula.OfRegions.values()) {
                    OptionalDouble value = value(of, regions.get().get(slice));
                    if (value.isPresent()) {
                        sums[at + REGIONS + 2 * of.ordinal()] += drawn[slice] * value.getAsDouble();
                        sums[at + REGIONS + 2 * of.ordinal() + 1] += drawn[slice];
                    }
                }
            }
        }

        private static OptionalDouble value(Formula.OfRegions of, RegionOverlap overlap) {
            return switch (of) {
                case DICE -> overlap.dice();
                case SURFACE_DICE -> overlap.surfaceDice();
                case DISTANCE -> overlap.distance();
            };
        }

        private static void put(MaskAp ap, double[] sums, int at) {
            for (int t = 0; t < MaskAp.THRESHOLDS; t++) {
                sums[at + t] = ap.perThreshold().get(t);
            }
        }
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
        measure(models.get(0).detections().eachOnce(), sums);
        return sums;
    }

    @Override
    public Function<double[], OptionalDouble> statistic(AppliedMetric metric, int m) {
        if (!(metric instanceof LesionMetric own)) {
            throw new IllegalArgumentException(metric.id() + " is not a metric of lesions");
        }
        int at = 1 + m * PER_MODEL;
        if (own.metric().formula() instanceof Formula.OfRegions of) {
            int sum = at + REGIONS + 2 * of.ordinal();
            return sums -> sums[sum + 1] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[sum] / sums[sum + 1]);
        }
        Function<double[], Double> value;
        if (own.metric().formula() instanceof Formula.OfDetections) {
            value = sums -> sums[at + FROC];
        } else {
            int definition = at + (own.coco() ? MaskAp.THRESHOLDS : 0);
            value = sums -> own.of(MaskAp.ofEach(t -> sums[definition + t]));
        }
        return sums -> sums[0] == 0 ? OptionalDouble.empty() : OptionalDouble.of(value.apply(sums));
    }

    /** None: they are means, or areas. */
    @Override
    public Optional<Proportion> proportion(AppliedMetric metric, int m, double[] sums) {
        return Optional.empty();
    }

    private int width() {
        return 1 + models.size() * PER_MODEL;
    }

    private void measure(int[] drawn, double[] sums) {
        sums[0] = models.get(0).detections().lesions(drawn);
        for (int m = 0; m < models.size(); m++) {
            models.get(m).measure(drawn, sums, 1 + m * PER_MODEL);
        }
    }
}
