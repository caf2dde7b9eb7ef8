package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Answers of one or more models to the same slices, ready to be drawn again. The sums of a replicate are the tables of
 * counts of the models, one after the other.
 */
final class JointAnswers {
    private final List<Answers> models;
    private final int classes;

    /** @throws IllegalArgumentException if two models answered different slices */
    JointAnswers(List<Answers> models) {
        this.models = List.copyOf(models);
        Answers first = models.get(0);
        if (!models.stream().allMatch(first::sameSlices)) {
            throw new IllegalArgumentException("the answers are not about the same slices");
        }
        classes = first.classes().size();
    }

    boolean hasPatients() {
        return models.get(0).hasPatients();
    }

    /** Draws patients where they are known, else slices. */
    Resampler best() {
        return hasPatients() ? byPatient() : bySlice();
    }

    Resampler byPatient() {
        Answers first = models.get(0);
        int[] strata = first.strata();
        List<List<Integer>> patients = first.byPatient();
        List<double[]> sums = new ArrayList<>();
        for (List<Integer> slices : patients) {
            double[] counts = new double[width()];
            for (int slice : slices) {
                for (int cell : cells(slice)) {
                    counts[cell]++;
                }
            }
            sums.add(counts);
        }
        int[] stratum =
                patients.stream().mapToInt(slices -> strata[slices.get(0)]).toArray();
        return PatientResampler.of(sums, stratum);
    }

    Resampler bySlice() {
        Answers first = models.get(0);
        int[][] cells = new int[first.slices()][];
        for (int slice = 0; slice < cells.length; slice++) {
            cells[slice] = cells(slice);
        }
        return SliceResampler.of(cells, first.strata(), width());
    }

    /** The sums of the slices as they are. */
    double[] sums() {
        double[] sums = new double[width()];
        for (int slice = 0; slice < models.get(0).slices(); slice++) {
            for (int cell : cells(slice)) {
                sums[cell]++;
            }
        }
        return sums;
    }

    /** A figure of model {@code m} as a function of the sums of a replicate. */
    Function<double[], OptionalDouble> statistic(Figure figure, int m) {
        return sums -> figure.of(new Counts(classes, sums, m * classes * classes));
    }

    private int width() {
        return models.size() * classes * classes;
    }

    /** The sums in which a slice counts: one per model. */
    private int[] cells(int slice) {
        int[] cells = new int[models.size()];
        for (int m = 0; m < cells.length; m++) {
            Answers model = models.get(m);
            cells[m] = (m * classes + model.truth(slice)) * classes + model.predicted(slice);
        }
        return cells;
    }
}
