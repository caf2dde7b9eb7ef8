package org.ctbench.harness.statistics;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A value as runs gave it.
 *
 * @param perSeed the value of each training, in [lowest, 1], one or more
 * @param lowest what the metric is at worst, 0 or -1
 * @param ofOneRun what one run of the protocol gives on other patients; of one training what other patients change alone
 * @param ofMean uncertainty of the mean over the seeds; with one seed that of the one run
 * @param images number of slices that the value is about
 * @param patients number of their patients; empty where the intervals are by slice, as patients are unknown
 */
public record MeasuredValue(
        List<Double> perSeed,
        double lowest,
        Uncertainty ofOneRun,
        Uncertainty ofMean,
        long images,
        OptionalLong patients) {
    public MeasuredValue {
        perSeed = List.copyOf(perSeed);
        Objects.requireNonNull(ofOneRun, "ofOneRun");
        Objects.requireNonNull(ofMean, "ofMean");
        Objects.requireNonNull(patients, "patients");
        double least = lowest;
        if (perSeed.isEmpty() || images < 1 || !perSeed.stream().allMatch(v -> v >= least && v <= 1)) {
            throw new IllegalArgumentException(perSeed + " on " + images + " images");
        }
    }

    /** A value of one run, whose value is defined. */
    public static MeasuredValue of(Estimate estimate, Sample sample) {
        Uncertainty uncertainty = estimate.of(sample);
        return of(List.of(estimate.value().orElseThrow()), uncertainty, uncertainty, estimate.metric(), sample);
    }

    /**
     * A value of runs with several seeds.
     *
     * @param perSeed the value of each
     * @param sample what the first of them made of the slices
     */
    static MeasuredValue of(List<Double> perSeed, SeedSpread spread, AppliedMetric metric, Sample sample) {
        return of(perSeed, spread.ofOneRun(), spread.ofMean(), metric, sample);
    }

    private static MeasuredValue of(
            List<Double> perSeed, Uncertainty ofOneRun, Uncertainty ofMean, AppliedMetric metric, Sample sample) {
        return new MeasuredValue(
                perSeed,
                lowest(metric),
                ofOneRun,
                ofMean,
                images(metric, sample),
                sample.patientsOf(metric).map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    /** What a metric is at worst, 0 or -1. */
    static double lowest(AppliedMetric metric) {
        return metric.metric().mayBeNegative() ? -1 : 0;
    }

    /** Number of slices that a metric is about, 1 or more. */
    static long images(AppliedMetric metric, Sample sample) {
        return Math.max(1, sample.slicesOf(metric));
    }

    /** The value, or its mean over the seeds. */
    public double value() {
        return Moments.of(values()).mean();
    }

    /** With how many seeds it was trained. */
    public int seeds() {
        return perSeed.size();
    }

    /**
     * What another training gives on the same images; empty for one seed of which no deviation is known.
     *
     * @param known deviation that one training is judged by
     */
    public Optional<NewTraining> newTraining(Optional<SeedDeviation> known) {
        return seeds() > 1
                ? Optional.of(NewTraining.of(values(), lowest, images))
                : known.map(deviation -> NewTraining.ofOne(value(), deviation, lowest, images));
    }

    /** What another training gives on other patients, seeds included; empty for one seed of which no deviation is known. */
    Optional<Uncertainty> elsewhere(Optional<SeedDeviation> known, double confidence) {
        return seeds() > 1
                ? Optional.of(ofOneRun)
                : known.map(deviation -> SeedSpread.around(value(), ofOneRun, deviation, 2, confidence));
    }

    private double[] values() {
        return perSeed.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The part of an interval that the metric can have. */
    Interval possible(Interval interval) {
        return new Interval(Math.max(lowest, interval.low()), Math.min(1, interval.high()));
    }

    /** On what it rests: {@code 4,346 images of 116 patients, 5 seeds}. */
    String basis() {
        String slices = String.format(Locale.ROOT, "%,d images", images);
        String people = patients.isPresent() ? " of " + patients.getAsLong() + " patients" : ", patients unknown";
        return slices + people + (seeds() == 1 ? ", one seed" : ", " + seeds() + " seeds");
    }
}
