package org.ctbench.harness.audit.feasibility;

/**
 * A straight function of all t and f that must be 0 or more.
 *
 * @param perHits what a hit of each class adds
 * @param perFalses what a false positive of each class adds
 * @param start the value without any
 */
record Line(double[] perHits, double[] perFalses, double start) implements Term {
    /** Whether a bound of the box came closer by what the other unknowns leave to each. */
    boolean tighten(SearchBox box) {
        double most = start;
        for (int i = 0; i < box.unknowns(); i++) {
            most += largest(box, i);
        }
        boolean moved = false;
        for (int i = 0; i < box.unknowns(); i++) {
            double slope = slope(i);
            double room = most / Math.abs(slope); // how far the unknown may be from its best end
            if (slope > 0) {
                moved |= room < box.width(i) && box.atLeast(i, (long) Math.ceil(box.high(i) - room));
            } else if (slope < 0) {
                moved |= room < box.width(i) && box.atMost(i, (long) Math.floor(box.low(i) + room));
            }
        }
        return moved;
    }

    double slope(int unknown) {
        int k = perHits.length;
        return unknown < k ? perHits[unknown] : perFalses[unknown - k];
    }

    private double largest(SearchBox box, int unknown) {
        double slope = slope(unknown);
        return slope * (slope > 0 ? box.high(unknown) : box.low(unknown));
    }

    @Override
    public double bend(int c) {
        return 0;
    }

    @Override
    public double perHit(int c) {
        return perHits[c];
    }

    @Override
    public double perFalse(int c) {
        return perFalses[c];
    }

    @Override
    public double constant(int c) {
        return c == 0 ? start : 0;
    }

    @Override
    public double term(int c, long hits, long falsePositives) {
        return perHits[c] * hits + perFalses[c] * falsePositives + constant(c);
    }

    @Override
    public double steepness(SearchBox box) {
        double steepest = 0;
        for (int i = 0; i < 2 * perHits.length; i++) {
            steepest = Math.max(steepest, Math.abs(slope(i)));
        }
        return steepest;
    }

    @Override
    public double low() {
        return 0;
    }

    @Override
    public double high() {
        return Double.POSITIVE_INFINITY;
    }
}
