package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Answers of one or more models to the same slices, ready to be drawn again. The sums of a replicate are the tables of
 * counts of the models, one after the other.
 */
final class JointAnswers implements Joint {
    private final List<Answers> models;
    private final int classes;

    JointAnswers(List<Answers> models) {
        this.models = List.copyOf(models);
        classes = models.get(0).classes().size();
    }

    @Override
    public boolean hasPatients() {
        return models.get(0).hasPatients();
    }

    @Override
    public Resampler byPatient() {
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

    @Override
    public Resampler bySlice() {
        Answers first = models.get(0);
        int[][] cells = new int[first.slices()][];
        for (int slice = 0; slice < cells.length; slice++) {
            cells[slice] = cells(slice);
        }
        return SliceResampler.of(cells, first.strata(), width());
    }

    @Override
    public double[] sums() {
        double[] sums = new double[width()];
        for (int slice = 0; slice < models.get(0).slices(); slice++) {
            for (int cell : cells(slice)) {
                sums[cell]++;
            }
        }
        return sums;
    }

    @Override
    public Function<double[], OptionalDouble> statistic(Figure figure, int m) {
        ClassificationFigure own = own(figure);
        return sums -> own.of(counts(sums, m));
    }

    @Override
    public Optional<Proportion> proportion(Figure figure, int m) {
        return own(figure).proportion(counts(sums(), m));
    }

    private Counts counts(double[] sums, int m) {
        return new Counts(classes, sums, m * classes * classes);
    }

    private static ClassificationFigure own(Figure figure) {
        if (figure instanceof ClassificationFigure own) {
            return own;
        }
        throw new IllegalArgumentException(figure.id() + " is no figure of a classification");
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
