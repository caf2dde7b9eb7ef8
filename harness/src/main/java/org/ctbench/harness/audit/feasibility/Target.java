package org.ctbench.harness.audit.feasibility;

/** A claim as the search sees it. */
interface Target {
    /** Whether a bound of the box came closer by what the claim leaves possible. */
    boolean tighten(Box box);

    /** How much the score changes over the width of an unknown, at most about. */
    double effect(Box box, int unknown);

    /** How far the middle of the box lies from the middle of the claim's interval, in widths of the interval. */
    double distance(Box box);

    /** Width of the claim's interval. */
    double width();
}
