package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The mean of one value per image, as the AP of the released code is.
 *
 * @param value the mean
 * @param uncertainty bootstrap of patients, all in one stratum, each with all of its images; of images where patients are
 *     unknown
 * @param images how many images
 * @param patients how many patients; empty where they are unknown
 */
public record ClusteredMean(double value, Uncertainty uncertainty, int images, OptionalInt patients) {
    public ClusteredMean {
        Objects.requireNonNull(uncertainty, "uncertainty");
        Objects.requireNonNull(patients, "patients");
    }

    /**
     * The mean of values.
     *
     * @param values one per image, at least one
     * @param patients id of the patient of each image, if known
     * @throws IllegalArgumentException if there are no values, or not one patient per value
     */
    public static ClusteredMean of(double[] values, Optional<List<String>> patients, Resampling resampling) {
        if (values.length == 0 || patients.isPresent() && patients.get().size() != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values of " + patients.map(List::size).orElse(values.length) + " images");
        }
        Map<Object, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            Object key = patients.isPresent() ? patients.get().get(i) : Integer.valueOf(i);
            double[] sum = sums.computeIfAbsent(key, k -> new double[2]);
            sum[0] += values[i];
            sum[1]++;
        }
        Resampler resampler = PatientResampler.of(new ArrayList<>(sums.values()), new int[sums.size()]);
        Function<double[], OptionalDouble> mean = s -> OptionalDouble.of(s[0] / s[1]);
        Replicates replicates = Replicates.of(resampler, List.of(mean), resampling);
        return new ClusteredMean(
                Arrays.stream(values).sum() / values.length,
                replicates.of(0).uncertainty(resampling.confidence()),
                values.length,
                patients.isPresent() ? OptionalInt.of(sums.size()) : OptionalInt.empty());
    }
}
