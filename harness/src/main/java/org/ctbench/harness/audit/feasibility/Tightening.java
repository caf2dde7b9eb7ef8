package org.ctbench.harness.audit.feasibility;

import java.util.List;

/** Takes from a box what no matrix in it can have. */
final class Tightening {
    private static final int PASSES = 50;

    private final long[] images;
    private final long all;
    private final List<Target> targets;
    private final List<Reach> bounds;

    Tightening(ClassSizes sizes, List<Target> targets, List<Reach> bounds) {
        this.images = sizes.images().stream().mapToLong(Long::longValue).toArray();
        this.all = sizes.total();
        this.targets = targets;
        this.bounds = bounds;
    }

    /** Tightens the box until nothing moves; false if it holds no matrix that agrees with every statement. */
    boolean tighten(Box box) {
        boolean moved = true;
        for (int pass = 0; moved && pass < PASSES; pass++) {
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
        return bounds.stream().allMatch(bound -> bound.reachable(box));
    }

    /** All t and f add up to all images. */
    private boolean total(Box box) {
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
    private boolean errors(Box box) {
        int k = box.classes();
        long lost = all;
        long taken = 0;
        for (int c = 0; c < k; c++) {
            lost -= box.lowHits(c);
            taken += box.highFalse(c);
        }
        boolean moved = false;
        for (int c = 0; c < k; c++) {
            moved |= box.atMost(k + c, lost - (images[c] - box.lowHits(c)));
            moved |= box.atLeast(c, images[c] - (taken - box.highFalse(c)));
        }
        for (int c = 0; c < k; c++) {
            for (int other = 0; other < k; other++) {
                if (other != c) {
                    long lostByRest = lost - (images[c] - box.lowHits(c)) - (images[other] - box.lowHits(other));
                    long takenByRest = taken - box.highFalse(c) - box.highFalse(other);
                    moved |= box.atMost(other, images[other] - (box.lowFalse(c) - lostByRest));
                    moved |= box.atLeast(k + other, images[c] - box.highHits(c) - takenByRest);
                }
            }
        }
        return moved;
    }
}
