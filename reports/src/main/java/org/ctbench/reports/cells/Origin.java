package org.ctbench.reports.cells;

/** Where the values of a column come from. A table refuses a cell of another origin than its column's. */
public enum Origin {
    /** A publication says so. */
    PUBLISHED("published"),
    /** Computed from what was run here. */
    MEASURED("measured"),
    /** Neither: labels, counts, differences. */
    OTHER("");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** The word for it in a table's head; empty for {@link #OTHER}. */
    public String label() {
        return label;
    }
}
