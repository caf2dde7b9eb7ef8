package org.ctbench.reports.document;

import java.util.Objects;
import org.ctbench.reports.cells.Origin;
import org.ctbench.reports.cells.PlainText;

/**
 * Head of a column.
 *
 * @param group what neighbouring columns have in common, printed once above them; empty for none
 * @param name what the column shows
 * @param origin where its values come from; cells of another origin are refused
 */
public record Column(String group, String name, Origin origin) {
    public Column {
        group = PlainText.of("group", group);
        name = PlainText.of("name", name);
        Objects.requireNonNull(origin, "origin");
    }

    /** A column on its own. */
    public static Column of(String name) {
        return new Column("", name, Origin.OTHER);
    }

    /** A column under a common head. */
    public static Column in(String group, String name) {
        return new Column(group, name, Origin.OTHER);
    }

    /** Takes {@link org.ctbench.reports.cells.Published} cells; headed "published" below the group. */
    public static Column published(String group) {
        return new Column(group, Origin.PUBLISHED.label(), Origin.PUBLISHED);
    }

    /** Takes {@link org.ctbench.reports.cells.Measured} cells; headed "measured" below the group. */
    public static Column measured(String group) {
        return new Column(group, Origin.MEASURED.label(), Origin.MEASURED);
    }

    /** Takes {@link org.ctbench.reports.cells.DifferenceCell} cells; headed "difference" below the group. */
    public static Column difference(String group) {
        return new Column(group, "difference", Origin.OTHER);
    }

    /** Group and name on one line, as CSV has it. */
    public String fullName() {
        return group.isEmpty() ? name : group + ", " + name;
    }
}
