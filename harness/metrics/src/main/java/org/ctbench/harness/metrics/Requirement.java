package org.ctbench.harness.metrics;

import java.util.List;
import java.util.Optional;

/** Slices without which a metric of one class has no value. */
public enum Requirement {
    /** Any slices. */
    SLICES("there are no slices") {
        @Override
        long count(long n, long all, long predicted) {
            return all;
        }
    },
    /** Slices that truly have the class. */
    POSITIVES("no slice is %s") {
        @Override
        long count(long n, long all, long predicted) {
            return n;
        }
    },
    /** Slices of the other classes. */
    NEGATIVES("every slice is %s") {
        @Override
        long count(long n, long all, long predicted) {
            return all - n;
        }
    },
    /** Slices that were given to the class. */
    PREDICTED("no slice was predicted as %s") {
        @Override
        long count(long n, long all, long predicted) {
            return predicted;
        }
    },
    /** Slices that were given to another class. */
    PREDICTED_OTHERWISE("every slice was predicted as %s") {
        @Override
        long count(long n, long all, long predicted) {
            return all - predicted;
        }
    };

    private final String words;

    Requirement(String words) {
        this.words = words;
    }

    /** Why there is no value where there are none. */
    public String words(String className) {
        return words.formatted(className);
    }

    /** The first of some slices that class {@code c} lacks. */
    static Optional<Requirement> lacking(List<Requirement> needs, ClassCounts m, int c) {
        long n = m.slices(c);
        long all = m.total();
        long predicted = m.predicted(c);
        for (Requirement need : needs) {
            if (need.count(n, all, predicted) == 0) {
                return Optional.of(need);
            }
        }
        return Optional.empty();
    }

    /**
     * How many there are.
     *
     * @param n slices of the class
     * @param all slices of all classes
     * @param predicted slices that were given to the class
     */
    abstract long count(long n, long all, long predicted);
}
