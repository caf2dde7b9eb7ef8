package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ctbench.splits.random.SeededRandom;

/**
 * Predictions of one or more models to the same slices, ready to be drawn again. The sums of a replicate are the tables of
 * counts of the models, one after the other; then, if metrics of ranks are asked for, the numbers of {@link Ranks} of each. These are
 * drawn after the counts, so that no count depends on whether they are.
 */
final class JointPredictions implements Joint {
    private final List<ClassPredictions> models;
    private final int classes;
    private final List<Ranks.Order> orders;

    JointPredictions(List<ClassPredictions> models, boolean ofRanks) {
        this.models = List.copyOf(models);
        classes = models.get(0).classes().size();
        boolean known = models.stream().allMatch(ClassPredictions::hasProbabilities);
        orders = ofRanks && known ? models.stream().map(Ranks.Order::new).toList() : List.of();
    }

    @Override
    public boolean hasPatients() {
        return models.get(0).hasPatients();
    }

    @Override
    public Resampler byPatient() {
        ClassPredictions first = models.get(0);
        int[] strata = first.strata();
        List<List<Integer>> patients = first.byPatient();
        List<double[]> sums = new ArrayList<>();
        for (List<Integer> slices : patients) {
            double[] counts = new double[tables()];
            for (int slice : slices) {
                for (int cell : cells(slice)) {
                    counts[cell]++;
                }
            }
            sums.add(counts);
        }
        int[] stratum =
                patients.stream().mapToInt(slices -> strata[slices.get(0)]).toArray();
        return withRanks(PatientResampler.of(sums, stratum), patients);
    }

    @Override
    public Resampler bySlice() {
        ClassPredictions first = models.get(0);
        int[][] cells = new int[first.slices()][];
        for (int slice = 0; slice < cells.length; slice++) {
            cells[slice] = cells(slice);
        }
        return withRanks(
                SliceResampler.of(cells, first.strata(), tables()),
                IntStream.range(0, cells.length).mapToObj(List::of).toList());
    }

    private Resampler withRanks(Resampler counts, List<List<Integer>> units) {
        if (orders.isEmpty()) {
            return counts;
        }
        Resampler ranks = Draws.of(units, models.get(0).strata(), width(), this::putRanks);
        return new Resampler() {
            @Override
            public int width() {
                return ranks.width();
            }

            @Override
            public void draw(SeededRandom random, double[] sums) {
                counts.draw(random, sums);
                ranks.draw(random, sums);
            }
        };
    }

    private void putRanks(int[] drawn, double[] sums) {
        for (int m = 0; m < orders.size(); m++) {
            orders.get(m).put(drawn, sums, tables() + m * Ranks.width(classes));
        }
    }

    @Override
    public double[] sums() {
        double[] sums = new double[width()];
        for (int slice = 0; slice < models.get(0).slices(); slice++) {
            for (int cell : cells(slice)) {
                sums[cell]++;
            }
        }
        int[] once = new int[models.get(0).slices()];
        Arrays.fill(once, 1);
        putRanks(once, sums);
        return sums;
    }

    @Override
    public Function<double[], OptionalDouble> statistic(AppliedMetric metric, int m) {
        ClassificationMetric own = ClassificationMetric.required(metric);
        if (!own.isOfRanks()) {
            return sums -> own.of(counts(sums, m));
        }
        return orders.isEmpty()
                ? sums -> OptionalDouble.empty()
                : sums -> own.of(new Ranks(classes, sums, tables() + m * Ranks.width(classes)));
    }

    @Override
    public Optional<Proportion> proportion(AppliedMetric metric, int m) {
        return ClassificationMetric.required(metric).proportion(counts(sums(), m));
    }

    private Counts counts(double[] sums, int m) {
        return new Counts(classes, sums, m * classes * classes);
    }

    private int tables() {
        return models.size() * classes * classes;
    }

    private int width() {
        return tables() + orders.size() * Ranks.width(classes);
    }

    /** The sums in which a slice counts: one per model. */
    private int[] cells(int slice) {
        int[] cells = new int[models.size()];
        for (int m = 0; m < cells.length; m++) {
            ClassPredictions model = models.get(m);
            cells[m] = (m * classes + model.truth(slice)) * classes + model.predicted(slice);
        }
        return cells;
    }
}
