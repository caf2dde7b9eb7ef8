package org.ctbench.reports.document;

import java.util.List;
import org.ctbench.reports.cells.TableCell;

/**
 * A row of a table.
 *
 * @param cells one for each column; the first names the row
 * @param total whether the row sums up those above it
 */
public record Row(List<TableCell> cells, boolean total) {
    public Row {
        cells = List.copyOf(cells);
    }

    public static Row of(TableCell... cells) {
        return new Row(List.of(cells), false);
    }

    public static Row total(TableCell... cells) {
        return new Row(List.of(cells), true);
    }
}
