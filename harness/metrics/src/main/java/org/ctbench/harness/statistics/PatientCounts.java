package org.ctbench.harness.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.ConfusionMatrix;

/**
 * The confusion matrix of each patient of a set. Every metric of counts follows from it, and its interval by patient, to the same bits
 * as from the slices; it has room for sets of any number of slices. Immutable; can be sent to other machines.
 */
public final class PatientCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<String> classes;
    private final double[][] counts;

    private PatientCounts(List<String> classes, double[][] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * Counts of patients.
     *
     * @param classes names of the classes, in label order
     * @param ofEach the counts of each patient, {@code [true * classes + predicted]}, patients in the order in which their first slice
     *     stands in the set: the replicates depend on it
     * @throws IllegalArgumentException if there are no patients, a patient has not one count per pair of classes, or the counts of all
     *     are no confusion matrix
     */
    public static PatientCounts of(List<String> classes, List<long[]> ofEach) {
        int pairs = classes.size() * classes.size();
        double[][] counts = new double[ofEach.size()][pairs];
        for (int i = 0; i < counts.length; i++) {
            long[] own = ofEach.get(i);
            if (own.length != pairs) {
                throw new IllegalArgumentException(own.length + " counts of a patient, expected " + pairs);
            }
            for (int j = 0; j < pairs; j++) {
                counts[i][j] = own[j];
            }
        }
        if (counts.length == 0) {
            throw new IllegalArgumentException("there are no patients");
        }
        PatientCounts all = new PatientCounts(List.copyOf(classes), counts);
        all.matrix(); // checks it
        return all;
    }

    /** Number of patients. */
    public int patients() {
        return counts.length;
    }

    /** The counts of all patients together. */
    public ConfusionMatrix matrix() {
        int n = classes.size();
        double[] sums = sums();
        long[][] matrix = new long[n][n];
        for (int j = 0; j < sums.length; j++) {
            matrix[j / n][j % n] = (long) sums[j];
        }
        return ConfusionMatrix.of(classes, matrix);
    }

    /** The metrics that follow from counts, without those whose weights a plan or a paper states. */
    public List<ClassificationMetric> metrics() {
        return ClassificationMetric.all(classes, Map.of()).stream()
                .filter(metric -> metric.metric().ofCounts().isPresent())
                .toList();
    }

    /** Why a metric of {@link #metrics} has no value where it has none. */
    public String undefinedBecause(AppliedMetric metric) {
        return ClassificationMetric.required(metric).undefinedBecause(matrix());
    }

    /** All replicates of all {@link #metrics}. */
    public Replicates replicates(Resampling resampling) {
        return Replicates.of(resampler(), statistics(), resampling);
    }

    /**
     * Some of them; the threads of the resampling take no part.
     *
     * @param from index of the first, from 0
     * @param number how many
     */
    public Replicates replicates(Resampling resampling, int from, int number) {
        return Replicates.of(resampler(), statistics(), resampling.seed(), from, number);
    }

    /**
     * The values of the {@link #metrics} with their intervals by patient, as {@link Estimate#byPatient} has them.
     *
     * @param parts all replicates, in the order of their indices
     */
    public List<PatientValue> values(List<Replicates> parts, double confidence) {
        Replicates replicates = Replicates.joined(parts);
        Counts all = new Counts(classes.size(), sums(), 0);
        List<ClassificationMetric> metrics = metrics();
        List<PatientValue> values = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            ClassificationMetric metric = metrics.get(f);
            Replicates.Sorted sorted = replicates.of(f);
            OptionalDouble value = metric.of(all);
            Uncertainty uncertainty = value.isEmpty()
                    ? new Uncertainty.Unknown(Estimates.NO_VALUE)
                    : Estimates.atAnEnd(
                                    () -> Optional.of(patientsOf(metric)),
                                    value.getAsDouble(),
                                    metric.proportion(all),
                                    confidence)
                            .orElseGet(() -> sorted.uncertainty(confidence));
            values.add(new PatientValue(metric, value, uncertainty));
        }
        return List.copyOf(values);
    }

    private int patientsOf(ClassificationMetric metric) {
        int n = classes.size();
        int[] about = IntStream.range(0, n * n)
                .filter(j -> metric.isAbout(j / n, j % n, n))
                .toArray();
        int patients = 0;
        for (double[] own : counts) {
            patients += IntStream.of(about).anyMatch(j -> own[j] > 0) ? 1 : 0;
        }
        return patients;
    }

    private double[] sums() {
        double[] sums = new double[counts[0].length];
        for (double[] own : counts) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += own[j]; // whole numbers
            }
        }
        return sums;
    }

    private List<Function<double[], OptionalDouble>> statistics() {
        return metrics().stream()
                .<Function<double[], OptionalDouble>>map(
                        metric -> sums -> metric.of(new Counts(classes.size(), sums, 0)))
                .toList();
    }

    private Resampler resampler() {
        return PatientResampler.of(List.of(counts), strata());
    }

    /** Of each patient, as {@link ClassPredictions#strata} has them. */
    private int[] strata() {
        int n = classes.size();
        int[] strata = new int[counts.length];
        for (int i = 0; i < strata.length; i++) {
            double[] own = counts[i];
            int[] labels = IntStream.range(0, own.length)
                    .filter(j -> own[j] > 0)
                    .map(j -> j / n)
                    .distinct()
                    .toArray();
            if (labels.length != 1) {
                return new int[counts.length];
            }
            strata[i] = labels[0];
        }
        return strata;
    }
}
