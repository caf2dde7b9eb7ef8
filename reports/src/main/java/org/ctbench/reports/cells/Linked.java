package org.ctbench.reports.cells;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A cell that leads to the items of a gallery which it counts. On the page it is a link; elsewhere it is the cell.
 *
 * @param cell what is printed
 * @param gallery id of a gallery of the same report
 * @param filter name of an attribute to the value that the items shown have; empty for all items
 */
public record Linked(Cell cell, String gallery, Map<String, String> filter) implements Cell {
    public Linked {
        Objects.requireNonNull(cell, "cell");
        gallery = PlainText.of("gallery", gallery);
        filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
    }

    /** Leads to those items. */
    public static Linked to(Cell cell, String gallery, Map<String, String> filter) {
        return new Linked(cell, gallery, filter);
    }

    @Override
    public String text() {
        return cell.text();
    }

    @Override
    public String plain() {
        return cell.plain();
    }

    @Override
    public boolean numeric() {
        return cell.numeric();
    }

    @Override
    public boolean code() {
        return cell.code();
    }

    @Override
    public Unit unit() {
        return cell.unit();
    }

    @Override
    public Emphasis emphasis() {
        return cell.emphasis();
    }

    @Override
    public List<String> notes() {
        return cell.notes();
    }

    @Override
    public Optional<Interval> interval() {
        return cell.interval();
    }

    @Override
    public Optional<Origin> origin() {
        return cell.origin();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.linked(this);
    }
}
