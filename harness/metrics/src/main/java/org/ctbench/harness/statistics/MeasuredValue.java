package org.ctbench.harness.statistics;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A value as runs gave it.
 *
 * @param value the value, or its mean over the seeds, in [-1, 1]
 * @param ofOneRun what one run of the protocol gives: decides whether a published value is compatible
 * @param ofMean uncertainty of {@code value}: decides whether the two are equivalent; with one seed that of the one run
 * @param seeds with how many seeds it was trained
 * @param images number of slices
 * @param patients number of patients; empty where the interval is by slice, as patients are unknown
 */
public record MeasuredValue(
        double value, Uncertainty ofOneRun, Uncertainty ofMean, int seeds, long images, OptionalLong patients) {
    public MeasuredValue {
        Objects.requireNonNull(ofOneRun, "ofOneRun");
        Objects.requireNonNull(ofMean, "ofMean");
        Objects.requireNonNull(patients, "patients");
        if (!(value >= -1 && value <= 1) || seeds < 1 || images < 1) {
            throw new IllegalArgumentException(value + " with " + seeds + " seeds on " + images + " images");
        }
    }

    /** A value of one run, whose value is defined. */
    public static MeasuredValue of(Estimate estimate, Sample sample) {
        Uncertainty uncertainty = estimate.of(sample);
        return new MeasuredValue(
                estimate.value().orElseThrow(), uncertainty, uncertainty, 1, sample.slices(), patients(sample));
    }

    /** A value of runs with several seeds. */
    public static MeasuredValue of(SeedSpread spread, Sample sample) {
        return new MeasuredValue(
                spread.mean(), spread.ofOneRun(), spread.ofMean(), spread.seeds(), sample.slices(), patients(sample));
    }

    private static OptionalLong patients(Sample sample) {
        return sample.patients().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** On what it rests: {@code 21,191 slices of 293 patients, 5 seeds}. */
    String basis() {
        String slices = String.format(Locale.ROOT, "%,d images", images);
        String people = patients.isPresent() ? " of " + patients.getAsLong() + " patients" : ", patients unknown";
        return slices + people + (seeds == 1 ? ", one seed" : ", " + seeds + " seeds");
    }
}
