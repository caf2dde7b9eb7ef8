package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/**
 * A share in each of several bins, such as that of wrong slices by the size of the lesion.
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what was evaluated, and what the bars are
 * @param xAxis what the bins are: {@code area of the lesions, pixels}
 * @param yAxis what the share is of: {@code wrong slices}; printed per hundred
 * @param bins names, from left to right, all different
 * @param lines one to six with different names
 */
public record SharesByBin(String id, String caption, String xAxis, String yAxis, List<String> bins, List<Line> lines)
        implements Figure {
    /** More lines than this cannot be told apart. */
    public static final int MOST_LINES = 6;

    /** Decimals of percentages in the figure, in its table and in its words. */
    public static final int DECIMALS = 2;

    /**
     * One model, or one kind of error.
     *
     * @param name as the legend says it
     * @param shares one for each bin
     */
    public record Line(String name, List<Share> shares) {
        public Line {
            name = PlainText.of("name", name);
            shares = List.copyOf(shares);
        }
    }

    /**
     * How many of how many.
     *
     * @param part zero or more
     * @param all not less than {@code part}; with none there is no share
     * @param interval of the share, per hundred; empty if there is none
     */
    public record Share(long part, long all, Optional<Bounds> interval) {
        /** @throws IllegalArgumentException if the part is negative or larger than the whole */
        public Share {
            if (part < 0 || part > all) {
                throw new IllegalArgumentException(part + " of " + all);
            }
        }

        /** A share without an interval. */
        public static Share of(long part, long all) {
            return new Share(part, all, Optional.empty());
        }

        /** In [0, 1]; empty of none. */
        public OptionalDouble fraction() {
            return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / all);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are no bins, no or too many lines, a name stands twice, or a line has
     *     not one share for each bin
     */
    public SharesByBin {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        xAxis = PlainText.of("x axis", xAxis);
        yAxis = PlainText.of("y axis", yAxis);
        bins = bins.stream().map(b -> PlainText.of("bin", b)).toList();
        lines = List.copyOf(lines);
        List<String> names = lines.stream().map(Line::name).toList();
        if (bins.isEmpty() || new HashSet<>(bins).size() != bins.size()) {
            throw new IllegalArgumentException("'" + id + "' needs bins of different names, has " + bins);
        }
        if (lines.isEmpty() || lines.size() > MOST_LINES || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException(
                    "'" + id + "' needs 1 to " + MOST_LINES + " lines of different names, has " + names);
        }
        for (Line line : lines) {
            if (line.shares().size() != bins.size()) {
                throw new IllegalArgumentException("'" + id + "' has " + bins.size() + " bins, its line '" + line.name()
                        + "' has " + line.shares().size() + " shares");
            }
        }
    }

    @Override
    public String alt() {
        return "Shares of " + yAxis + " by " + xAxis + ". "
                + lines.stream().map(this::inWords).collect(Collectors.joining("; ")) + ".";
    }

    private String inWords(Line line) {
        return line.name() + ": "
                + IntStream.range(0, bins.size())
                        .mapToObj(b -> bins.get(b) + " " + inWords(line.shares().get(b)))
                        .collect(Collectors.joining(", "));
    }

    private static String inWords(Share share) {
        return percent(share).map(p -> p.text() + " %").orElse("none");
    }

    private static Optional<Value> percent(Share share) {
        OptionalDouble fraction = share.fraction();
        return fraction.isEmpty() ? Optional.empty() : Optional.of(Value.fraction(fraction.getAsDouble(), DECIMALS));
    }

    @Override
    public Table data() {
        List<Column> columns = List.of(
                Column.of("line"),
                Column.of(xAxis),
                Column.of(yAxis),
                Column.of("all"),
                Column.of("share of " + yAxis));
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            for (int b = 0; b < bins.size(); b++) {
                Share share = line.shares().get(b);
                rows.add(Row.of(
                        Text.of(line.name()),
                        Text.of(bins.get(b)),
                        Count.of(share.part()),
                        Count.of(share.all()),
                        cell(share)));
            }
        }
        return Table.of(id, caption, columns, rows);
    }

    private static TableCell cell(Share share) {
        Optional<Value> percent = percent(share);
        if (percent.isEmpty()) {
            return Absent.undefined("nothing in this bin");
        }
        return share.interval()
                .<TableCell>map(b -> IntervalCell.of(percent.get(), b))
                .orElse(percent.get());
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.sharesByBin(this);
    }
}
