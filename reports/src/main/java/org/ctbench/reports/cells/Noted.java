package org.ctbench.reports.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cell with an explanation below the table.
 *
 * @param cell what is printed
 * @param note the explanation
 */
public record Noted(Cell cell, String note) implements Cell {
    public Noted {
        Objects.requireNonNull(cell, "cell");
        note = PlainText.of("note", note);
    }

    public static Noted of(Cell cell, String note) {
        return new Noted(cell, note);
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
        List<String> all = new ArrayList<>(cell.notes());
        all.add(note);
        return List.copyOf(all);
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
        return visitor.noted(this);
    }
}
