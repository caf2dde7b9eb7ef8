package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many patients a split has, or why nobody can know. Exactly one of {@code total} and {@code unknown} is there.
 *
 * @param total number of patients
 * @param perClass patients per class; they add up to {@code total}; empty where slices have no class
 * @param sumOfSquares how unequally the slices are spread over the patients; absent in locks that do not say it
 * @param unknown why the number of patients is unknown
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Patients(
        OptionalInt total,
        Map<String, Integer> perClass,
        Optional<SumOfSquares> sumOfSquares,
        Optional<String> unknown) {
    /** @throws IllegalArgumentException if both or neither of total and unknown are there, or classes do not add up */
    public Patients {
        Objects.requireNonNull(total);
        Objects.requireNonNull(sumOfSquares);
        Objects.requireNonNull(unknown);
        perClass = Required.perClass(perClass);
        if (total.isPresent() == unknown.isPresent()) {
            throw new IllegalArgumentException("patients need exactly one of the keys 'total' and 'unknown'");
        }
        if (!perClass.isEmpty() && Required.sum(perClass) != total.orElse(0)) {
            throw new IllegalArgumentException(
                    "patients per class add up to " + Required.sum(perClass) + ", 'total' says " + total.orElse(0));
        }
        if (sumOfSquares.isPresent()
                && (unknown.isPresent()
                        || !sumOfSquares.get().perClass().keySet().equals(perClass.keySet()))) {
            throw new IllegalArgumentException("'sumOfSquares' needs known patients, and the classes of 'perClass'");
        }
    }

    /** Patients of whom nobody can know how many there are. */
    public static Patients unknown(String because) {
        return new Patients(OptionalInt.empty(), Map.of(), Optional.empty(), Optional.of(because));
    }

    /**
     * The sum over the patients of the square of their number of slices: it decides what the slices of a patient are worth that
     * resemble each other. With n slices of k patients it is n² / k where all have as many, and more where they have not.
     *
     * @param total over all patients
     * @param perClass over those of each class; they add up to {@code total}; empty where slices have no class
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record SumOfSquares(long total, Map<String, Long> perClass) {
        /** @throws IllegalArgumentException if the total is not positive, or classes do not add up */
        public SumOfSquares {
            Map<String, Long> copy = perClass == null ? new LinkedHashMap<>() : new LinkedHashMap<>(perClass);
            long sum = 0;
            for (Map.Entry<String, Long> one : copy.entrySet()) {
                Required.value(one.getValue(), one.getKey());
                sum += one.getValue();
            }
            perClass = Collections.unmodifiableMap(copy);
            if (total < 1) {
                throw new IllegalArgumentException("'sumOfSquares' must be 1 or more, not " + total);
            }
            if (!perClass.isEmpty() && sum != total) {
                throw new IllegalArgumentException(
                        "the sums of squares per class add up to " + sum + ", 'total' says " + total);
            }
        }
    }
}
