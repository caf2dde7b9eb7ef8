package org.ctbench.splits;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What the lock records demand of their values; messages name the key as it stands in the document. */
final class Required {
    private Required() {}

    static void value(Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException("the key '" + key + "' is missing");
        }
    }

    static void text(String value, String key) {
        value(value, key);
        if (value.isBlank()) {
            throw new IllegalArgumentException("'" + key + "' is empty");
        }
    }

    static void matches(String value, String pattern, String key, String form) {
        value(value, key);
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException("'" + key + "' is " + form + ", not '" + value + "'");
        }
    }

    /** An unmodifiable copy in the order of the classes, since it reaches files; null counts as empty. */
    static Map<Diagnosis, Integer> perClass(Map<Diagnosis, Integer> counts) {
        Map<Diagnosis, Integer> copy = new EnumMap<>(Diagnosis.class);
        if (counts != null) {
            counts.forEach((diagnosis, count) -> {
                value(count, diagnosis.name());
                if (count < 0) {
                    throw new IllegalArgumentException(diagnosis + ": a count cannot be " + count);
                }
                copy.put(diagnosis, count);
            });
        }
        return Collections.unmodifiableMap(copy);
    }

    static int sum(Map<Diagnosis, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
