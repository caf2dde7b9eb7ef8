package org.ctbench.splits.documents;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks that records of documents share; each names the key that it is given. */
public final class Checks {
    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");
    private static final Pattern SPLIT = Pattern.compile("[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*");

    private Checks() {}

    /** A name that becomes part of file names. */
    public static String id(String key, String value) {
        Objects.requireNonNull(value, key);
        if (!ID.matcher(value).matches() || value.contains("..")) {
            throw new InvalidValue(
                    key,
                    "'" + value + "' is not an id",
                    "use up to 64 of a-z, 0-9, '.', '_' and '-', beginning and ending with a letter or digit");
        }
        return value;
    }

    public static String split(String key, String value) {
        Objects.requireNonNull(value, key);
        if (!SPLIT.matcher(value).matches() || value.contains("..")) {
            throw new InvalidValue(
                    key, "'" + value + "' is not a split", "write data set and split, as in covidx-ct-v1/test");
        }
        return value;
    }

    public static String text(String key, String value) {
        Objects.requireNonNull(value, key);
        if (value.isBlank()) {
            throw new InvalidValue(key, "the text is empty", "write some text or remove the key");
        }
        return value;
    }

    public static String path(String key, String value) {
        try {
            Path unused = Path.of(text(key, value));
        } catch (InvalidPathException e) {
            throw new InvalidValue(key, "'" + value + "' is not a valid path: " + e.getReason(), "write another path");
        }
        return value;
    }

    public static int atLeast(String key, int least, int value) {
        if (value < least) {
            throw new InvalidValue(key, value + " is less than " + least, "write " + least + " or more");
        }
        return value;
    }

    public static double positive(String key, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValue(key, value + " is not a positive number", "write a number greater than 0");
        }
        return value;
    }

    public static double notNegative(String key, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValue(key, value + " is not 0 or more", "write 0 or a positive number");
        }
        return value;
    }

    /** A number in [0, 1). */
    public static double belowOne(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidValue(key, value + " is outside [0, 1)", "write a number from 0 to below 1");
        }
        return value;
    }

    public static <T> List<T> notEmpty(String key, List<T> values) {
        Objects.requireNonNull(values, key);
        if (values.isEmpty()) {
            throw new InvalidValue(key, "the list is empty", "write at least one item");
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                throw new InvalidValue(key + "[" + i + "]", "the item is empty", "write it or remove its line");
            }
        }
        return List.copyOf(values);
    }

    /** A list without repetition; the second of two equal items is named. */
    public static <T> List<T> distinct(String key, List<T> values) {
        List<T> items = notEmpty(key, values);
        Set<T> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i))) {
                throw new InvalidValue(
                        key + "[" + i + "]", "'" + items.get(i) + "' appears twice", "remove one of the two");
            }
        }
        return items;
    }
}
