package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;

/**
 * Published beside measured percentages, one pair a row.
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what was evaluated
 * @param axis what the percentages are: {@code sensitivity}
 * @param rows one pair each, at least one
 */
public record ClassComparison(String id, String caption, String axis, List<Pair> rows) implements Figure {
    /**
     * One pair.
     *
     * @param name usually a class
     * @param published as a percentage in [0, 100]; empty if nothing is published
     * @param measured as a percentage in [0, 100]; empty if nothing was measured
     */
    public record Pair(String name, Optional<Published> published, Optional<Measured> measured) {
        public Pair {
            name = PlainText.of("name", name);
            published.ifPresent(p -> requirePercent(p.quantity().exact().doubleValue(), p.unit()));
            measured.ifPresent(m -> requirePercent(m.quantity().exact().doubleValue(), m.unit()));
        }

        private static void requirePercent(double value, Unit unit) {
            if (!unit.equals(Unit.PERCENT) || value < 0 || value > 100) {
                throw new IllegalArgumentException(value + " '" + unit.symbol() + "' is no percentage in [0, 100]");
            }
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no row
     */
    public ClassComparison {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        axis = PlainText.of("axis", axis);
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("comparison '" + id + "' has no row");
        }
    }

    @Override
    public String alt() {
        return "Dot chart of " + axis + ", published and measured. "
                + rows.stream().map(ClassComparison::inWords).collect(Collectors.joining("; ")) + ".";
    }

    @Override
    public Table data() {
        List<Row> cells = new ArrayList<>();
        for (Pair row : rows) {
            TableCell published = row.published().map(TableCell.class::cast).orElse(Absent.undefined("not published"));
            TableCell measured = row.measured().map(TableCell.class::cast).orElse(Absent.undefined("not measured"));
            cells.add(Row.of(Text.of(row.name()), published, measured));
        }
        return Table.of(id, caption, List.of(Column.of("class"), Column.published(axis), Column.measured(axis)), cells);
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.classComparison(this);
    }

    private static String inWords(Pair row) {
        String published = row.published().map(p -> p.text() + " %").orElse("no value");
        String measured = row.measured().map(m -> m.text() + " %").orElse("no value");
        return row.name() + ": published " + published + ", measured " + measured;
    }
}
