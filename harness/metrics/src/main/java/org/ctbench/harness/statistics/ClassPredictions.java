package org.ctbench.harness.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Formula;

/** What a model answered for each slice of a set, beside the truth, and whose slices they are. Immutable. */
public final class ClassPredictions implements Sample {
    private final List<String> classes;
    private final int[] truth;
    private final int[] predicted;
    private final SlicePatients patients;
    private final Optional<float[][]> probabilities;

    private ClassPredictions(
            List<String> classes,
            int[] truth,
            int[] predicted,
            SlicePatients patients,
            Optional<float[][]> probabilities) {
        this.probabilities = probabilities;
        this.classes = classes;
        this.truth = truth;
        this.predicted = predicted;
        this.patients = patients;
    }

    /**
     * Predictions of which nobody knows whose slices they are.
     *
     * @param classes names of the classes, in label order
     * @param truth true label of each slice, in {@code [0, classes)}; copied
     * @param predicted given label of each slice, as many; copied
     * @throws IllegalArgumentException if the two differ in length, are empty or a label is out of range
     */
    public static ClassPredictions of(List<String> classes, int[] truth, int[] predicted) {
        if (truth.length == 0) {
            throw new IllegalArgumentException("there are no predictions");
        }
        ConfusionMatrix.ofLabels(classes, truth, predicted); // checks lengths and labels
        return new ClassPredictions(
                List.copyOf(classes),
                truth.clone(),
                predicted.clone(),
                new SlicePatients(truth.length, Optional.empty()),
                Optional.empty());
    }

    /**
     * The same predictions, with the patient of each slice.
     *
     * @param ids id of the patient of each slice, in the order of the slices
     * @throws IllegalArgumentException if there is not one per slice
     */
    public ClassPredictions ofPatients(List<String> ids) {
        return new ClassPredictions(
                classes, truth, predicted, new SlicePatients(truth.length, Optional.of(ids)), probabilities);
    }

    /**
     * The same predictions, with the probabilities.
     *
     * @param ofSlices {@code [slice][class]}, in the order of the slices; copied
     * @throws IllegalArgumentException if there is not one number per slice and class
     */
    public ClassPredictions withProbabilities(float[][] ofSlices) {
        float[][] copy = Arrays.stream(ofSlices).map(float[]::clone).toArray(float[][]::new);
        if (copy.length != truth.length || Arrays.stream(copy).anyMatch(row -> row.length != classes.size())) {
            throw new IllegalArgumentException(
                    "probabilities of " + truth.length + " slices and " + classes.size() + " classes are needed");
        }
        return new ClassPredictions(classes, truth, predicted, patients, Optional.of(copy));
    }

    /**
     * The predictions of some of the slices.
     *
     * @param slices their places in this, one or more
     */
    public ClassPredictions only(List<Integer> slices) {
        ClassPredictions some = of(
                classes,
                slices.stream().mapToInt(this::truth).toArray(),
                slices.stream().mapToInt(this::predicted).toArray());
        return new ClassPredictions(
                classes,
                some.truth,
                some.predicted,
                new SlicePatients(
                        slices.size(),
                        patients.ids().map(ids -> slices.stream().map(ids::get).toList())),
                probabilities.map(all -> slices.stream().map(i -> all[i]).toArray(float[][]::new)));
    }

    /** The predictions of who calls every slice one class, about the same slices. */
    public ClassPredictions always(int label) {
        int[] given = new int[truth.length];
        Arrays.fill(given, label);
        ClassPredictions labels = of(classes, truth, given);
        return new ClassPredictions(classes, labels.truth, labels.predicted, patients, Optional.empty());
    }

    /** Whether the probabilities of the slices are known. */
    public boolean hasProbabilities() {
        return probabilities.isPresent();
    }

    float probability(int slice, int c) {
        return probabilities.orElseThrow()[slice][c];
    }

    /** Names of the classes, in label order. */
    public List<String> classes() {
        return classes;
    }

    @Override
    public int slices() {
        return truth.length;
    }

    @Override
    public Optional<Integer> patients() {
        return patients.count();
    }

    @Override
    public int slicesOf(AppliedMetric metric) {
        return (int) IntStream.range(0, slices()).filter(about(metric)).count();
    }

    @Override
    public Optional<Integer> patientsOf(AppliedMetric metric) {
        IntPredicate about = about(metric);
        return patients().map(all -> (int) byPatient().stream()
                .filter(slices -> slices.stream().anyMatch(about::test))
                .count());
    }

    private IntPredicate about(AppliedMetric metric) {
        ClassificationMetric own = ClassificationMetric.required(metric);
        return slice -> own.isAbout(truth[slice], predicted[slice], classes.size());
    }

    /** The table of counts. */
    public ConfusionMatrix matrix() {
        return ConfusionMatrix.ofLabels(classes, truth, predicted);
    }

    int truth(int slice) {
        return truth[slice];
    }

    int predicted(int slice) {
        return predicted[slice];
    }

    @Override
    public boolean sameSlices(Sample other) {
        return other instanceof ClassPredictions that
                && classes.equals(that.classes)
                && Arrays.equals(truth, that.truth)
                && patients.equals(that.patients);
    }

    @Override
    public Joint jointly(List<? extends Sample> models, Set<Formula.OfProbabilities> asked) {
        return new JointPredictions(
                models.stream().map(ClassPredictions.class::cast).toList(), asked);
    }

    /** The slices of each patient; each slice alone where patients are unknown. */
    List<List<Integer>> byPatient() {
        return patients.slicesOfEach();
    }

    /**
     * Stratum of each slice: its true class, if every patient has slices of one class alone, as in sets whose patients are
     * drawn per class; otherwise 0 for all.
     */
    int[] strata() {
        boolean oneClassEach = byPatient().stream()
                .allMatch(slices -> slices.stream().map(this::truth).distinct().count() == 1);
        return oneClassEach ? truth.clone() : new int[truth.length];
    }

    /** Stratum of each patient, in the order of {@link #byPatient}. */
    int[] strataOfPatients() {
        int[] strata = strata();
        return byPatient().stream().mapToInt(slices -> strata[slices.get(0)]).toArray();
    }

    @Override
    public String toString() {
        return patients().map(n -> slices() + " slices of " + n + " patients").orElseGet(() -> slices() + " slices");
    }
}
