package org.ctbench.reports.cells;

/** How a cell stands out. Never by colour alone. */
public enum Emphasis {
    /** Not at all. */
    NONE,
    /** The best of its column, or what nobody shall overlook: bold. */
    BEST,
    /** Differs from what was published: marked. */
    DIFFERS,
    /** There is no value: muted. */
    ABSENT
}
