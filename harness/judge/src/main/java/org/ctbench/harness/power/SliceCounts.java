package org.ctbench.harness.power;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SplitLock;

/**
 * How many slices and patients a split has per class, and what that is worth. With an intraclass correlation r between the slices of
 * a patient, a proportion p of n slices has the variance
 *
 * <pre>  p (1 - p) ((1 - r) / n + r Q / n²)   where Q is the sum over the patients of their squared number of slices</pre>
 *
 * (the variance of a sum of equally correlated terms; for equal clusters of m slices Q = n m, and this is Kish's design effect 1 + (m - 1)
 * r, Survey Sampling, 1965, section 5.4; for unequal ones Donner, Birkett and Buck, American Journal of Epidemiology 114 (1981) 906).
 * A lock that does not say Q is taken for one of equal numbers, Q = n² / patients, the least that there can be.
 */
final class SliceCounts {
    private final Map<String, Integer> slices = new LinkedHashMap<>();
    private final Map<String, Integer> patients = new LinkedHashMap<>();
    private final Map<String, Long> squares = new LinkedHashMap<>();

    private SliceCounts() {}

    /** Counts of the classes of a split that tells them; empty if its lock has no classes. */
    static Optional<SliceCounts> of(SplitLock lock) {
        SliceCounts counts = new SliceCounts();
        lock.perClass().forEach((name, n) -> {
            if (n > 0) {
                counts.slices.put(name, n);
            }
        });
        if (lock.patients().unknown().isEmpty()) {
            counts.patients.putAll(lock.patients().perClass());
            lock.patients().sumOfSquares().map(Patients.SumOfSquares::perClass).ifPresent(counts.squares::putAll);
        }
        return counts.slices.isEmpty() ? Optional.empty() : Optional.of(counts);
    }

    Map<String, Integer> classes() {
        return slices;
    }

    /** Slices of a class, or of all if none is named. */
    long slices(Optional<String> classId) {
        return classId.map(c -> (long) slices.get(c))
                .orElseGet(() ->
                        slices.values().stream().mapToLong(Integer::longValue).sum());
    }

    /** Patients of a class, or of all if none is named; empty where they are unknown. */
    OptionalInt patients(Optional<String> classId) {
        if (!patients.keySet().containsAll(slices.keySet())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(classId.map(patients::get)
                .orElseGet(() ->
                        patients.values().stream().mapToInt(Integer::intValue).sum()));
    }

    /** Whether patients are known, and not how many slices each has. */
    boolean takenAsEqual() {
        return patients(Optional.empty()).isPresent() && !squares.keySet().containsAll(slices.keySet());
    }

    /**
     * Variance of a proportion of the slices of a class, or of all.
     *
     * @param p the proportion, in every class the same
     * @return empty where patients are unknown and the correlation is not 0
     */
    OptionalDouble variance(Optional<String> classId, double p, double correlation) {
        if (correlation > 0 && patients(classId).isEmpty()) {
            return OptionalDouble.empty();
        }
        double n = slices(classId);
        double q = 0;
        for (Map.Entry<String, Integer> c : slices.entrySet()) {
            if (correlation > 0 && classId.map(c.getKey()::equals).orElse(true)) {
                q += takenAsEqual()
                        ? (double) c.getValue() * c.getValue() / patients.get(c.getKey())
                        : squares.get(c.getKey());
            }
        }
        return OptionalDouble.of(p * (1 - p) * ((1 - correlation) / n + correlation * q / (n * n)));
    }
}
