package org.ctbench.splits;

import java.util.Collections;
import java.util.LinkedHashMap;
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

    /** An unmodifiable copy in the same order, since it reaches files; null counts as empty. */
    static Map<String, Integer> perClass(Map<String, Integer> counts) {
        Map<String, Integer> copy = new LinkedHashMap<>();
        if (counts != null) {
            counts.forEach((name, count) -> {
                value(count, name);
                if (count < 0) {
                    throw new IllegalArgumentException(name + ": a count cannot be " + count);
                }
                copy.put(name, count);
            });
        }
        return Collections.unmodifiableMap(copy);
    }

    static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
