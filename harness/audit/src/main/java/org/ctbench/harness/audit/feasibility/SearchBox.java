package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A piece of the space that is searched: bounds of the 2 k unknowns, the hits t of the k classes first, then their false
 * positives f. Bounds only ever come closer.
 */
final class SearchBox {
    private final long[] low;
    private final long[] high;

    private SearchBox(long[] low, long[] high) {
        this.low = low;
        this.high = high;
    }

    /** Everything that the sizes allow. */
    static SearchBox of(ClassSizes sizes) {
        int k = sizes.size();
        SearchBox box = new SearchBox(new long[2 * k], new long[2 * k]);
        for (int c = 0; c < k; c++) {
            box.high[c] = sizes.images().get(c);
            box.high[k + c] = sizes.total() - sizes.images().get(c);
        }
        return box;
    }

    int classes() {
        return low.length / 2;
    }

    int unknowns() {
        return low.length;
    }

    long low(int unknown) {
        return low[unknown];
    }

    long high(int unknown) {
        return high[unknown];
    }

    long width(int unknown) {
        return high[unknown] - low[unknown];
    }

    long lowHits(int c) {
        return low[c];
    }

    long highHits(int c) {
        return high[c];
    }

    long lowFalse(int c) {
        return low[classes() + c];
    }

    long highFalse(int c) {
        return high[classes() + c];
    }

    /** Whether a bound came closer. */
    boolean atLeast(int unknown, long value) {
        if (value <= low[unknown]) {
            return false;
        }
        low[unknown] = value;
        return true;
    }

    /** Whether a bound came closer. */
    boolean atMost(int unknown, long value) {
        if (value >= high[unknown]) {
            return false;
        }
        high[unknown] = value;
        return true;
    }

    /** Empties the box; always true, as a bound came closer. */
    boolean empty() {
        high[0] = low[0] - 1;
        return true;
    }

    boolean isEmpty() {
        for (int i = 0; i < low.length; i++) {
            if (low[i] > high[i]) {
                return true;
            }
        }
        return false;
    }

    /** Only matrices in which nothing is given to these classes. */
    void neverPredicted(BitSet classes) {
        classes.stream().forEach(c -> {
            atMost(c, 0);
            atMost(classes() + c, 0);
        });
    }

    boolean isPoint() {
        for (int i = 0; i < low.length; i++) {
            if (low[i] != high[i]) {
                return false;
            }
        }
        return true;
    }

    /** The lower half along an unknown. */
    SearchBox lowerHalf(int unknown) {
        SearchBox half = new SearchBox(low.clone(), high.clone());
        half.high[unknown] = Math.floorDiv(low[unknown] + high[unknown], 2);
        return half;
    }

    /** The upper half along an unknown. */
    SearchBox upperHalf(int unknown) {
        SearchBox half = new SearchBox(low.clone(), high.clone());
        half.low[unknown] = Math.floorDiv(low[unknown] + high[unknown], 2) + 1;
        return half;
    }

    SearchBox copy() {
        return new SearchBox(low.clone(), high.clone());
    }

    /** A point near the middle whose unknowns add up to {@code total}; it may violate everything else. */
    ClassErrors middle(long total) {
        List<Long> point = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < low.length; i++) {
            long value = Math.floorDiv(low[i] + high[i], 2);
            point.add(value);
            sum += value;
        }
        for (int i = low.length - 1; i >= 0 && sum != total; i--) {
            long moved = Math.max(low[i], Math.min(high[i], point.get(i) + total - sum));
            sum += moved - point.get(i);
            point.set(i, moved);
        }
        return new ClassErrors(point.subList(0, classes()), point.subList(classes(), low.length));
    }
}
