package org.ctbench.harness.power;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.splits.SplitLock;

/**
 * How many slices and patients a split has per class, and what that is worth. Kish's design effect of clusters of m slices
 * with an intraclass correlation r is 1 + (m - 1) r (Survey Sampling, 1965, section 5.4). m is the mean number of slices
 * per patient, as locks do not say how unequal they are; unequal numbers make it larger.
 */
final class SliceCounts {
    private final Map<String, Integer> slices = new LinkedHashMap<>();
    private final Map<String, Integer> patients = new LinkedHashMap<>();

    private SliceCounts() {}

    /** Counts of the classes of a split that tells them; empty if its lock has no classes. */
    static Optional<SliceCounts> of(SplitLock lock) {
        SliceCounts counts = new SliceCounts();
        lock.perClass().forEach((name, n) -> {
            if (n > 0) {
                counts.slices.put(name, n);
            }
        });
        Map<String, Integer> perClass = lock.patients().perClass();
        if (lock.patients().unknown().isEmpty()) {
            perClass.forEach((name, n) -> counts.patients.put(name, n));
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
        double effective = 0; // sum over the classes of share of slices times design effect
        for (Map.Entry<String, Integer> c : slices.entrySet()) {
            if (classId.isEmpty() || classId.get().equals(c.getKey())) {
                double effect =
                        correlation == 0 ? 1 : 1 + ((double) c.getValue() / patients.get(c.getKey()) - 1) * correlation;
                effective += c.getValue() / n * effect;
            }
        }
        return OptionalDouble.of(p * (1 - p) / n * effective);
    }
}
