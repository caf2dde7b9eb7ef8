package org.ctbench.harness.audit.granularity;

import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Which counts out of a known whole a printed share can stand for.
 *
 * @param value the share as printed
 * @param whole out of how many; 1 or more
 * @param counts counts that are printed so, by the way of printing; a way that no count fits has no entry
 */
public record Granularity(PrintedValue value, long whole, Map<Printing, Counts> counts) {
    private static final List<Printing> TRIED = List.of(Printing.ROUNDED, Printing.TRUNCATED, Printing.UP);

    /** Neighbouring counts, both ends included. */
    public record Counts(long first, long last) {
        /** One count, or the first and the last. */
        public String text() {
            return first == last ? Long.toString(first) : first + " to " + last;
        }
    }

    public Granularity {
        if (whole < 1) {
            throw new IllegalArgumentException("a share of " + whole);
        }
        Map<Printing, Counts> ordered = new EnumMap<>(Printing.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
    }

    /** Tries rounding to the nearest, truncation and rounding up. */
    public static Granularity of(PrintedValue value, long whole) {
        Map<Printing, Counts> counts = new EnumMap<>(Printing.class);
        for (Printing printing : TRIED) {
            Counts found = counts(value, whole, printing);
            if (found.first() <= found.last()) {
                counts.put(printing, found);
            }
        }
        return new Granularity(value, whole, counts);
    }

    private static Counts counts(PrintedValue value, long whole, Printing printing) {
        ValueWindow window = printing.window(value);
        return new Counts(window.firstCount(whole), window.lastCount(whole));
    }

    /** Whether some count is printed so by rounding to the nearest, whichever way the middle goes. */
    public boolean byRounding() {
        return counts.containsKey(Printing.ROUNDED);
    }

    /** Whether some count is printed so in some way. */
    public boolean isPossible() {
        return !counts.isEmpty();
    }

    /** The finding as a sentence without a full stop. */
    public String sentence() {
        String none = "No whole number of images out of " + number(whole);
        if (byRounding()) {
            return value + " of " + number(whole) + " is "
                    + counts.get(Printing.ROUNDED).text() + " images, rounded";
        }
        if (!isPossible()) {
            return none + " gives " + value + ", neither by rounding nor by truncation";
        }
        return none + " rounds to " + value + "; "
                + counts.entrySet().stream()
                        .map(e -> e.getValue().text()
                                + (e.getValue().first() == e.getValue().last() ? " gives" : " give")
                                + (e.getKey() == Printing.UP ? " it by rounding up" : " it by truncation"))
                        .collect(Collectors.joining(", "));
    }

    /** The counts next to the printed share, each with two more digits than are printed. */
    public List<String> evidence() {
        long below = ValueWindow.floor(value.value().multiply(BigInteger.valueOf(whole)))
                .longValueExact();
        List<String> lines = new ArrayList<>();
        LongStream.of(below, below + 1).filter(count -> count <= whole).forEach(count -> lines.add(line(count)));
        return lines;
    }

    private String line(long count) {
        BigFraction share = BigFraction.of(BigInteger.valueOf(count), BigInteger.valueOf(whole))
                .divide(value.unit() == PrintedValue.Unit.PERCENT ? BigFraction.of(1, 100) : BigFraction.ONE);
        String ways = TRIED.stream()
                .filter(way -> counts.containsKey(way)
                        && counts.get(way).first() <= count
                        && count <= counts.get(way).last())
                .map(Printing::words)
                .collect(Collectors.joining(", "));
        return number(count) + " / " + number(whole) + " = "
                + share.bigDecimalValue(value.decimals() + 2, RoundingMode.DOWN).toPlainString() + "..."
                + value.unit().sign() + ": " + (ways.isEmpty() ? "not printed as " + value : value + " " + ways);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
