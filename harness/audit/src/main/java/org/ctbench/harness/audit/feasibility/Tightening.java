package org.ctbench.harness.audit.feasibility;

import java.util.List;

/** Takes from a box what no matrix in it can have. */
final class Tightening {
    private static final int PASSES = 50;

    private final long[] images;
    private final long all;
    private final List<Target> targets;
    private final List<Reach> bounds;
    private final Work work;

    /** @param work counts the classes that are looked at */
    Tightening(ClassSizes sizes, List<Target> targets, List<Reach> bounds, Work work) {
        this.images = sizes.images().stream().mapToLong(Long::longValue).toArray();
        this.all = sizes.total();
        this.targets = targets;
        this.bounds = bounds;
        this.work = work;
    }

    /** Tightens the box until nothing moves; false if it holds no matrix that agrees with every statement. */
    boolean tighten(SearchBox box) {
        return narrow(box) && bounds.stream().allMatch(bound -> bound.reachable(box));
    }

    /** As {@link #tighten}, by the claims one by one. */
    boolean narrow(SearchBox box) {
        boolean moved = true;
        for (int pass = 0; moved && pass < PASSES; pass++) {
            work.add(2L * images.length + targets.size());
            moved = total(box) | errors(box);
            if (box.isEmpty()) {
                return false;
            }
            for (Target target : targets) {
                moved |= target.tighten(box);
                if (box.isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** All t and f add up to all images. */
    private boolean total(SearchBox box) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < box.unknowns(); i++) {
            low += box.low(i);
            high += box.high(i);
        }
        boolean moved = false;
        for (int i = 0; i < box.unknowns(); i++) {
            long oldLow = box.low(i);
            long oldHigh = box.high(i);
            moved |= box.atLeast(i, all - (high - oldHigh));
            moved |= box.atMost(i, all - (low - oldLow));
            low += box.low(i) - oldLow;
            high += box.high(i) - oldHigh;
        }
        return moved;
    }

    /** No class has more false positives than the others lose, and the others have no fewer than it loses. */
    private boolean errors(SearchBox box) {
        int k = box.classes();
        long lost = all;
        long taken = 0;
        for (int c = 0; c < k; c++) {
            lost -= box.lowHits(c);
            taken += box.highFalse(c);
        }
        Most needed = new Most(); // of c: f and e that both have to fit into all errors
        Most spare = new Most();
        for (int c = 0; c < k; c++) {
            needed.add(c, box.lowFalse(c) + images[c] - box.lowHits(c));
            spare.add(c, box.highFalse(c) + images[c] - box.highHits(c));
        }
        boolean moved = false;
        for (int c = 0; c < k; c++) {
            long missed = images[c] - box.lowHits(c);
            long given = box.highFalse(c);
            moved |= box.atMost(k + c, lost - missed);
            moved |= box.atLeast(c, images[c] - (taken - given));
            moved |= box.atMost(c, images[c] - (needed.besides(c) - (lost - missed)));
            moved |= box.atLeast(k + c, spare.besides(c) - (taken - given));
        }
        return moved;
    }

    /** The largest and the second largest of numbers. */
    private static final class Most {
        private int at = -1;
        private long most = Long.MIN_VALUE / 2;
        private long second = Long.MIN_VALUE / 2;

        void add(int index, long value) {
            if (value > most) {
                second = most;
                most = value;
                at = index;
            } else if (value > second) {
                second = value;
            }
        }

        /** The largest without one. */
        long besides(int index) {
            return index == at ? second : most;
        }
    }
}
