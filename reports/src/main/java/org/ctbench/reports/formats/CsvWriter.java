package org.ctbench.reports.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/**
 * A table as CSV (RFC 4180 with line feeds): one head line, units in it, no thousands separators, ASCII minus.
 *
 * <p>A value that does not exist reads {@code undefined: reason} or {@code not run: reason}, so that no program takes it
 * for a number or for an empty cell. The ends of intervals stand in two columns of their own. A text that a spreadsheet
 * would take for a formula has an apostrophe before it (OWASP, CSV injection); numbers are as they are.
 */
public final class CsvWriter {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private static final Pattern FORMULA = Pattern.compile("\\s*[=+\\-@]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final String NO_INTERVAL = "undefined: no interval";

    private CsvWriter() {}

    public static String write(Table table) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(out, FORMAT)) {
            Labels labels = Labels.of(table);
            List<String> head = new ArrayList<>();
            for (int c = 0; c < table.columns().size(); c++) {
                head.add(text(labels.fullName(c)));
                if (labels.intervals(c)) {
                    head.add(text(labels.endName(c, "lower")));
                    head.add(text(labels.endName(c, "upper")));
                }
            }
            csv.printRecord(head);
            for (Row row : table.rows()) {
                csv.printRecord(record(labels, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("table " + table.id(), e); // a StringBuilder does not fail
        }
        return out.toString();
    }

    private static List<String> record(Labels labels, Row row) {
        List<String> record = new ArrayList<>();
        for (int c = 0; c < row.cells().size(); c++) {
            TableCell cell = row.cells().get(c);
            String plain = labels.plain(c, cell);
            record.add(cell.numeric() ? plain : text(plain));
            if (labels.intervals(c)) {
                record.add(cell.interval().map(IntervalCell::lower).orElse(NO_INTERVAL));
                record.add(cell.interval().map(IntervalCell::upper).orElse(NO_INTERVAL));
            }
        }
        return record;
    }

    private static String text(String cell) {
        boolean formula =
                FORMULA.matcher(cell).lookingAt() && !NUMBER.matcher(cell).matches();
        return formula ? "'" + cell : cell;
    }
}
