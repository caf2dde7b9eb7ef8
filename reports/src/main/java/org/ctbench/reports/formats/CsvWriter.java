package org.ctbench.reports.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ctbench.reports.cells.Cell;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/**
 * A table as CSV (RFC 4180 with line feeds): one head line, units in it, no thousands separators, ASCII minus.
 *
 * <p>A figure that does not exist reads {@code undefined: reason} or {@code not run: reason}, so that no program takes it
 * for a number or for an empty cell.
 */
public final class CsvWriter {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private CsvWriter() {}

    public static String write(Table table) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(out, FORMAT)) {
            csv.printRecord(IntStream.range(0, table.columns().size())
                    .mapToObj(c -> Labels.fullName(table, c))
                    .toList());
            for (Row row : table.rows()) {
                List<Cell> cells = row.cells();
                csv.printRecord(IntStream.range(0, cells.size())
                        .mapToObj(c -> Labels.plain(table, c, cells.get(c)))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("table " + table.id(), e); // a StringBuilder does not fail
        }
        return out.toString();
    }
}
