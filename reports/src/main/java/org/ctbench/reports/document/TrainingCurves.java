package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Series.Point;
import org.ctbench.reports.document.Series.Range;

/**
 * What changed while a model learned.
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what was trained
 * @param xAxis what goes to the right: {@code epoch}, {@code step}
 * @param yAxis what goes up: {@code loss}
 * @param series one to six lines with different names
 */
public record TrainingCurves(String id, String caption, String xAxis, String yAxis, List<Series> series)
        implements Figure {
    /** More lines than this cannot be told apart. */
    public static final int MOST_SERIES = 6;

    private static final int DECIMALS = 6;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there are no or too many lines, or two of one name
     */
    public TrainingCurves {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        xAxis = PlainText.of("x axis", xAxis);
        yAxis = PlainText.of("y axis", yAxis);
        series = List.copyOf(series);
        Set<String> names = new HashSet<>(series.stream().map(Series::name).toList());
        if (series.isEmpty() || series.size() > MOST_SERIES || names.size() != series.size()) {
            throw new IllegalArgumentException("training curves '" + id + "' need 1 to " + MOST_SERIES
                    + " series of different names, have "
                    + series.stream().map(Series::name).toList());
        }
    }

    @Override
    public String alt() {
        return "Curves of " + yAxis + " over " + xAxis + ". "
                + series.stream().map(TrainingCurves::inWords).collect(Collectors.joining("; ")) + ".";
    }

    @Override
    public Table data() {
        List<Row> rows = new ArrayList<>();
        for (Series line : series) {
            for (int i = 0; i < line.points().size(); i++) {
                rows.add(new Row(cells(line, i), false));
            }
        }
        List<Column> columns = new ArrayList<>(List.of(Column.of("series"), Column.of(xAxis), Column.of(yAxis)));
        if (banded()) {
            columns.addAll(List.of(Column.of("band from"), Column.of("band to")));
        }
        return Table.of(id, caption, columns, rows);
    }

    private boolean banded() {
        return series.stream().anyMatch(s -> !s.band().isEmpty());
    }

    private List<TableCell> cells(Series line, int i) {
        Point point = line.points().get(i);
        int whole = point.x() == Math.rint(point.x()) ? 0 : DECIMALS;
        List<TableCell> cells = new ArrayList<>(
                List.of(Text.of(line.name()), Value.of(point.x(), whole), Value.of(point.y(), DECIMALS)));
        if (!line.band().isEmpty()) {
            cells.add(Value.of(line.band().get(i).low(), DECIMALS));
            cells.add(Value.of(line.band().get(i).high(), DECIMALS));
        } else if (banded()) {
            cells.addAll(Collections.nCopies(2, Absent.undefined("a line without a band")));
        }
        return cells;
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.trainingCurves(this);
    }

    private static String inWords(Series line) {
        double first = line.points().get(0).y();
        double last = line.points().get(line.points().size() - 1).y();
        return line.name() + ": from " + Value.of(first, 4).text() + " to "
                + Value.of(last, 4).text() + lastBand(line);
    }

    private static String lastBand(Series line) {
        if (line.band().isEmpty()) {
            return "";
        }
        Range last = line.band().get(line.band().size() - 1);
        return " (band " + Value.of(last.low(), 4).text() + " to "
                + Value.of(last.high(), 4).text() + ")";
    }
}
