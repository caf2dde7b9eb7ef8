package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.granularity.PrintedValue;
import org.ctbench.harness.audit.granularity.Printing;
import org.ctbench.harness.audit.granularity.ValueWindow;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.PublishedUnit;

/**
 * A value of a row that can be audited.
 *
 * @param column where it stands
 * @param printed the value
 * @param numbers how many printed numbers it is the sum or difference of; 1 if it is printed itself
 * @param cell the cell, or what the paper says of the cell elsewhere
 */
record RowValue(PublishedColumn column, PrintedValue printed, int numbers, PublishedCell cell) {
    private static final Pattern OPERAND = Pattern.compile("\\[[^\\]]*\\]|\\d+(\\.\\d+)?");

    /** The values of a row, as the table has them: those of other kinds and without digits are left out. */
    static List<RowValue> of(PublishedTable table, PublishedRow row) {
        List<RowValue> values = new ArrayList<>();
        for (PublishedColumn column : table.columns()) {
            of(column, row.cells().get(column.id()), false).ifPresent(values::add);
        }
        return values;
    }

    /** What the paper says elsewhere of the cell of a column; what depends on something only if that is asked for. */
    static List<RowValue> elsewhere(PublishedColumn column, PublishedCell cell) {
        return cell.remarks().also().stream()
                .map(other -> of(column, other, true))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A printed area under a curve, which is no function of a confusion matrix. */
    static Optional<RowValue> ofRanks(PublishedColumn column, PublishedCell cell) {
        return unit(column.unit())
                .filter(unit -> cell instanceof PublishedCell.Stated)
                .flatMap(unit -> cell.printed().map(number -> new PrintedValue(number, unit)))
                .map(printed -> new RowValue(column, printed, 1, cell));
    }

    private static Optional<RowValue> of(PublishedColumn column, PublishedCell cell, boolean conditional) {
        Optional<PrintedValue.Unit> unit = unit(column.unit());
        if (unit.isEmpty()
                || cell.digits().isEmpty()
                || column.metric().ofCounts().isEmpty()) {
            return Optional.empty();
        }
        int numbers = 1;
        if (cell instanceof PublishedCell.Derived derived) {
            numbers = terms(derived.arithmetic());
            if (numbers == 0 || (derived.condition().isPresent() && !conditional)) {
                return Optional.empty();
            }
        }
        PrintedValue printed = new PrintedValue(cell.printed().get(), unit.get());
        return Optional.of(new RowValue(column, printed, numbers, cell));
    }

    private static Optional<PrintedValue.Unit> unit(PublishedUnit unit) {
        return switch (unit) {
            case PERCENT -> Optional.of(PrintedValue.Unit.PERCENT);
            case FRACTION -> Optional.of(PrintedValue.Unit.FRACTION);
            default -> Optional.empty();
        };
    }

    /** How many numbers are added and subtracted; 0 if the arithmetic does anything else. */
    private static int terms(String arithmetic) {
        Matcher operands = OPERAND.matcher(arithmetic);
        int count = (int) operands.results().count();
        return OPERAND.matcher(arithmetic).replaceAll("").matches("[-+\\s]*") ? count : 0;
    }

    boolean isPrinted() {
        return numbers == 1;
    }

    /** The exact values that it can stand for. What is derived is uncertain by each of the numbers it comes from. */
    ValueWindow window(Printing printing) {
        if (isPrinted()) {
            return printing.window(printed);
        }
        BigFraction each = printing == Printing.ROUNDED ? printed.lastPlace().divide(2) : printed.lastPlace();
        BigFraction all = each.multiply(numbers);
        return ValueWindow.closed(printed.value().subtract(all), printed.value().add(all));
    }

    /** The value with the head of its column: {@code COVID-19 93.55 %}. */
    String name() {
        return column.name() + " " + printed;
    }

    /** The value, and where it stands or how it is derived. */
    String source() {
        String where = cell.sentence();
        return name() + " (" + where.substring(0, 1).toLowerCase(Locale.ROOT) + where.substring(1) + ")";
    }
}
