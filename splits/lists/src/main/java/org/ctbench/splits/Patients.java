package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many patients a split has, or why nobody can know. Exactly one of {@code total} and {@code unknown} is there.
 *
 * @param total number of patients
 * @param perClass patients per class; they add up to {@code total}; empty where slices have no class
 * @param unknown why the number of patients is unknown
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Patients(OptionalInt total, Map<String, Integer> perClass, Optional<String> unknown) {
    /** @throws IllegalArgumentException if both or neither of total and unknown are there, or classes do not add up */
    public Patients {
        Objects.requireNonNull(total);
        Objects.requireNonNull(unknown);
        perClass = Required.perClass(perClass);
        if (total.isPresent() == unknown.isPresent()) {
            throw new IllegalArgumentException("patients need exactly one of the keys 'total' and 'unknown'");
        }
        if (!perClass.isEmpty() && Required.sum(perClass) != total.orElse(0)) {
            throw new IllegalArgumentException(
                    "patients per class add up to " + Required.sum(perClass) + ", 'total' says " + total.orElse(0));
        }
    }
}
