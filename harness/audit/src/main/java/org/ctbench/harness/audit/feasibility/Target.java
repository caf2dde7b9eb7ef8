package org.ctbench.harness.audit.feasibility;

/** A claim as the search sees it: a function of sums over the classes that must come to lie in an interval. */
interface Target {
    /** Whether a bound of the box came closer by what the claim leaves possible. */
    boolean tighten(SearchBox box);

    /** How much the score changes over the width of an unknown, at most about. */
    double effect(SearchBox box, int unknown);

    /** How far the middle of the box lies from the middle of the claim's interval, in widths of the interval. */
    double distance(SearchBox box);

    /** Lower end of the claim's interval. */
    double low();

    /** Upper end of the claim's interval. */
    double high();

    /** Width of the claim's interval. */
    default double width() {
        return high() - low() + Sum.MARGIN;
    }

    /** Whether the hits and false positives of a class matter to it. */
    boolean concerns(int c);

    /** Of how many sums over the classes it is a function. */
    int parts();

    /** What a class adds to one of these sums. */
    double part(int i, int c, long hits, long falsePositives);

    /** The score by its sums, which stand from {@code first} on. */
    double value(double[] sums, int first);
}
