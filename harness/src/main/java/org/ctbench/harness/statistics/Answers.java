package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.metrics.ConfusionMatrix;

/** What a model answered for each slice of a set, beside the truth, and whose slices they are. Immutable. */
public final class Answers {
    private final List<String> classes;
    private final int[] truth;
    private final int[] predicted;
    private final Optional<List<String>> patients;

    private Answers(List<String> classes, int[] truth, int[] predicted, Optional<List<String>> patients) {
        this.classes = classes;
        this.truth = truth;
        this.predicted = predicted;
        this.patients = patients;
    }

    /**
     * Answers of which nobody knows whose slices they are.
     *
     * @param classes names of the classes, in label order
     * @param truth true label of each slice, in {@code [0, classes)}; copied
     * @param predicted given label of each slice, as many; copied
     * @throws IllegalArgumentException if the two differ in length, are empty or a label is out of range
     */
    public static Answers of(List<String> classes, int[] truth, int[] predicted) {
        if (truth.length == 0) {
            throw new IllegalArgumentException("there are no answers");
        }
        ConfusionMatrix.ofLabels(classes, truth, predicted); // checks lengths and labels
        return new Answers(List.copyOf(classes), truth.clone(), predicted.clone(), Optional.empty());
    }

    /**
     * The same answers, with the patient of each slice.
     *
     * @param ids id of the patient of each slice, in the order of the slices
     * @throws IllegalArgumentException if there is not one per slice
     */
    public Answers ofPatients(List<String> ids) {
        if (ids.size() != truth.length) {
            throw new IllegalArgumentException(ids.size() + " patients for " + truth.length + " slices");
        }
        return new Answers(classes, truth, predicted, Optional.of(List.copyOf(ids)));
    }

    /** Names of the classes, in label order. */
    public List<String> classes() {
        return classes;
    }

    /** Number of slices. */
    public int slices() {
        return truth.length;
    }

    /** Whether it is known whose slices they are. */
    public boolean hasPatients() {
        return patients.isPresent();
    }

    /** Number of patients; empty where they are unknown. */
    public Optional<Integer> patients() {
        return patients.map(ids -> new HashSet<>(ids).size());
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

    /** Whether both are about the same slices: equal truth and equal patients, in the same order. */
    boolean sameSlices(Answers other) {
        return classes.equals(other.classes) && Arrays.equals(truth, other.truth) && patients.equals(other.patients);
    }

    /**
     * The slices of each patient, patients in the order in which they first appear; each slice alone where patients are
     * unknown.
     */
    List<List<Integer>> byPatient() {
        Map<Object, List<Integer>> slices = new LinkedHashMap<>();
        for (int i = 0; i < truth.length; i++) {
            Object key = patients.isPresent() ? patients.get().get(i) : Integer.valueOf(i);
            slices.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        return List.copyOf(slices.values());
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

    @Override
    public String toString() {
        return patients().map(n -> slices() + " slices of " + n + " patients").orElseGet(() -> slices() + " slices");
    }
}
