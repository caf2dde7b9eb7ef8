package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.Formula.OfProbabilities;
import org.ctbench.splits.random.SeededRandom;

/**
 * Predictions of one or more models to the same slices, ready to be drawn again. The sums of a replicate are the tables of
 * counts of the models, one after the other; then, if metrics of probabilities are asked for, the {@link ProbabilitySums} of each and
 * the numbers of {@link Ranks} of each. What is not drawn with the counts is drawn after them, so that no count depends on what else is
 * asked for.
 */
final class JointPredictions implements Joint {
    private final List<ClassPredictions> models;
    private final int classes;
    private final List<ProbabilitySums> sums;
    private final List<Ranks.Order> orders;

    JointPredictions(List<ClassPredictions> models, Set<OfProbabilities> asked) {
        this.models = List.copyOf(models);
        classes = models.get(0).classes().size();
        boolean known = models.stream().allMatch(ClassPredictions::hasProbabilities);
        boolean ofRanks = asked.stream().anyMatch(OfProbabilities::ofRanks);
        boolean ofSums = !asked.stream().allMatch(OfProbabilities::ofRanks);
        sums = ofSums && known
                ? models.stream()
                        .map(model -> new ProbabilitySums(model, asked))
                        .toList()
                : List.of();
        orders = ofRanks && known ? models.stream().map(Ranks.Order::new).toList() : List.of();
    }

    @Override
    public boolean hasPatients() {
        return models.get(0).hasPatients();
    }

    @Override
    public Resampler byPatient() {
        List<double[]> ofEach = new ArrayList<>();
        for (List<Integer> slices : models.get(0).byPatient()) {
            double[] own = new double[tables() + ofSums()];
            for (int slice : slices) {
                for (int cell : cells(slice)) {
                    own[cell]++;
                }
                addSums(slice, 1, own);
            }
            ofEach.add(own);
        }
        List<List<Integer>> patients = models.get(0).byPatient();
        Resampler counts = PatientResampler.of(ofEach, models.get(0).strataOfPatients());
        return orders.isEmpty() ? counts : then(counts, patients, this::putRanks);
    }

    @Override
    public Resampler bySlice() {
        Resampler counts = SliceResampler.of(cells(), models.get(0).strata(), tables());
        if (sums.isEmpty() && orders.isEmpty()) {
            return counts;
        }
        List<List<Integer>> slices =
                IntStream.range(0, models.get(0).slices()).mapToObj(List::of).toList();
        return then(counts, slices, (drawn, numbers) -> {
            putSums(drawn, numbers);
            putRanks(drawn, numbers);
        });
    }

    /** Draws patients, then as many slices of each as it has. */
    Resampler twoStage() {
        List<List<Integer>> patients = models.get(0).byPatient();
        return TwoStageResampler.of(patients, models.get(0).strataOfPatients(), cells(), tables());
    }

    private Resampler then(Resampler counts, List<List<Integer>> units, Draws.Measure measure) {
        Resampler more = Draws.of(units, models.get(0).strata(), width(), measure);
        return new Resampler() {
            @Override
            public int width() {
                return more.width();
            }

            @Override
            public void draw(SeededRandom random, double[] numbers) {
                counts.draw(random, numbers);
                more.draw(random, numbers);
            }
        };
    }

    private void putSums(int[] drawn, double[] numbers) {
        for (int slice = 0; slice < drawn.length; slice++) {
            if (drawn[slice] > 0) {
                addSums(slice, drawn[slice], numbers);
            }
        }
    }

    private void addSums(int slice, int times, double[] numbers) {
        for (int m = 0; m < sums.size(); m++) {
            sums.get(m).add(slice, times, numbers, sumsOf(m));
        }
    }

    private void putRanks(int[] drawn, double[] numbers) {
        for (int m = 0; m < orders.size(); m++) {
            orders.get(m).put(drawn, numbers, ranksOf(m));
        }
    }

    @Override
    public double[] sums() {
        double[] all = new double[width()];
        int[] once = new int[models.get(0).slices()];
        Arrays.fill(once, 1);
        for (int slice = 0; slice < once.length; slice++) {
            for (int cell : cells(slice)) {
                all[cell]++;
            }
        }
        putSums(once, all);
        putRanks(once, all);
        return all;
    }

    @Override
    public Function<double[], OptionalDouble> statistic(AppliedMetric metric, int m) {
        ClassificationMetric own = ClassificationMetric.required(metric);
        Optional<OfProbabilities> formula = own.metric().probabilities();
        if (formula.isEmpty()) {
            return numbers -> own.of(counts(numbers, m));
        }
        if (formula.get().ofRanks()) {
            return orders.isEmpty()
                    ? numbers -> OptionalDouble.empty()
                    : numbers -> new Ranks(classes, numbers, ranksOf(m)).value(formula.get(), own.label());
        }
        return sums.isEmpty()
                ? numbers -> OptionalDouble.empty()
                : numbers -> sums.get(m).value(formula.get(), own.label(), numbers, sumsOf(m));
    }

    @Override
    public Optional<Proportion> proportion(AppliedMetric metric, int m, double[] all) {
        return ClassificationMetric.required(metric).proportion(counts(all, m));
    }

    private Counts counts(double[] numbers, int m) {
        return new Counts(classes, numbers, m * classes * classes);
    }

    private int tables() {
        return models.size() * classes * classes;
    }

    private int ofSums() {
        return sumsOf(sums.size()) - tables();
    }

    private int sumsOf(int m) {
        return sums.isEmpty() ? tables() : tables() + m * sums.get(0).width();
    }

    private int ranksOf(int m) {
        return tables() + ofSums() + m * Ranks.width(classes);
    }

    private int width() {
        return tables() + ofSums() + orders.size() * Ranks.width(classes);
    }

    private int[][] cells() {
        return IntStream.range(0, models.get(0).slices()).mapToObj(this::cells).toArray(int[][]::new);
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
