package org.ctbench.harness.statistics;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A value with what is known of its uncertainty.
 *
 * @param metric the value
 * @param value its value; empty where it is undefined
 * @param byPatient uncertainty where patients are what is sampled; unknown where the patients of the slices are
 * @param bySlice uncertainty as if slices were independent, which those of one patient are not: too narrow, and there to
 *     compare with publications that count slices. Wilson's for proportions, else the bootstrap's
 * @param designEffect (standard error by patient / by slice)²: how many slices of patients are worth one independent
 *     slice; empty where either is unknown
 * @param undefinedReplicates in how many replicates by patient (or by slice, without patients) the metric has no value
 */
public record Estimate(
        AppliedMetric metric,
        OptionalDouble value,
        Uncertainty byPatient,
        Uncertainty bySlice,
        OptionalDouble designEffect,
        int undefinedReplicates) {
    public Estimate {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(byPatient, "byPatient");
        Objects.requireNonNull(bySlice, "bySlice");
        Objects.requireNonNull(designEffect, "designEffect");
    }

    /** The uncertainty to go by: by patient where it is known whose the slices of the sample are. */
    public Uncertainty of(Sample sample) {
        return sample.hasPatients() ? byPatient : bySlice;
    }
}
