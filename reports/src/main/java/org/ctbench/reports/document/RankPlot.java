package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/**
 * Models by two criteria each, up to four pairs of criteria side by side. A model that cannot be told from others spans
 * all the ranks that it may have.
 *
 * <pre>{@code
 * new RankPlot(
 *         "ranks",
 *         "Ranks of the models on the test split.",
 *         List.of(new RankPlot.Panel(
 *                 "COVID-19",
 *                 RankPlot.Axis.ranks("sensitivity"),
 *                 RankPlot.Axis.ranks("F1 score"),
 *                 List.of(
 *                         RankPlot.Entry.of("ResNet18", RankPlot.Span.ranks(1, 2), RankPlot.Span.ranks(1, 1)),
 *                         RankPlot.Entry.of("ResNet34", RankPlot.Span.ranks(1, 2), RankPlot.Span.ranks(2, 2))))));
 * }</pre>
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what was compared, and when two models count as tied
 * @param panels one to four
 */
public record RankPlot(String id, String caption, List<Panel> panels) implements Figure {
    /** More panels than this do not stand side by side. */
    public static final int MOST_PANELS = 4;

    /**
     * One pair of criteria.
     *
     * @param title printed above it
     * @param x what goes to the right
     * @param y what goes up
     * @param entries at least one, all of different names
     */
    public record Panel(String title, Axis x, Axis y, List<Entry> entries) {
        /** @throws IllegalArgumentException if there is no entry, or two of one name, or a rank is no whole number */
        public Panel {
            title = PlainText.of("title", title);
            Objects.requireNonNull(x, "x");
            Objects.requireNonNull(y, "y");
            entries = List.copyOf(entries);
            if (entries.isEmpty()
                    || new HashSet<>(entries.stream().map(Entry::name).toList()).size() != entries.size()) {
                throw new IllegalArgumentException("panel '" + title + "' needs models of different names, has "
                        + entries.stream().map(Entry::name).toList());
            }
            for (Entry entry : entries) {
                x.check(entry.name(), entry.x());
                y.check(entry.name(), entry.y());
            }
        }
    }

    /**
     * A criterion.
     *
     * @param name with its unit, if any
     * @param scale ranks or values
     * @param decimals of the values; 0 for ranks
     */
    public record Axis(String name, Scale scale, int decimals) {
        public Axis {
            name = PlainText.of("axis", name);
            Objects.requireNonNull(scale, "scale");
        }

        /** Ranks, 1 for the best, drawn to the right and at the top. */
        public static Axis ranks(String name) {
            return new Axis(name, Scale.RANKS, 0);
        }

        /** Values that are the better the larger. */
        public static Axis values(String name, int decimals) {
            return new Axis(name, Scale.VALUES, decimals);
        }

        private void check(String entry, Span span) {
            boolean whole =
                    span.low() >= 1 && span.low() == Math.rint(span.low()) && span.high() == Math.rint(span.high());
            if (scale == Scale.RANKS && !whole) {
                throw new IllegalArgumentException(
                        "'" + entry + "' has the ranks " + span.low() + " to " + span.high() + " in " + name);
            }
        }

        private List<TableCell> cells(Span span) {
            return scale == Scale.RANKS
                    ? List.of(Value.of(span.low(), 0), Value.of(span.high(), 0))
                    : List.of(
                            Value.of(span.at(), decimals),
                            Value.of(span.low(), decimals),
                            Value.of(span.high(), decimals));
        }

        private List<Column> columns(String axis) {
            String group = axis + ": " + name;
            return scale == Scale.RANKS
                    ? List.of(Column.in(group, "best rank"), Column.in(group, "worst rank"))
                    : List.of(Column.in(group, "value"), Column.in(group, "from"), Column.in(group, "to"));
        }
    }

    /** What an axis counts. */
    public enum Scale {
        /** Whole numbers from 1, the best. */
        RANKS,
        /** Numbers, the larger the better. */
        VALUES
    }

    /**
     * A model.
     *
     * @param name printed beside its point
     * @param x where it stands by the first criterion
     * @param y where it stands by the second criterion
     * @param highlighted whether it stands out from the others
     */
    public record Entry(String name, Span x, Span y, boolean highlighted) {
        public Entry {
            name = PlainText.of("model", name);
            Objects.requireNonNull(x, "x");
            Objects.requireNonNull(y, "y");
        }

        public static Entry of(String name, Span x, Span y) {
            return new Entry(name, x, y, false);
        }

        /** The same, standing out. */
        public Entry highlight() {
            return new Entry(name, x, y, true);
        }
    }

    /**
     * A place and the range in which it may lie.
     *
     * @param at where the point is drawn
     * @param low least value, or best rank
     * @param high greatest value, or worst rank
     */
    public record Span(double at, double low, double high) {
        /** @throws IllegalArgumentException if a number is not finite or the range does not enclose the place */
        public Span {
            if (!Double.isFinite(low) || !Double.isFinite(high) || !(low <= at && at <= high)) {
                throw new IllegalArgumentException(at + " is not between " + low + " and " + high);
            }
        }

        /** All ranks that a model may have; drawn at their middle. */
        public static Span ranks(int best, int worst) {
            return new Span((best + worst) / 2.0, best, worst);
        }

        /** A value without a range. */
        public static Span value(double value) {
            return new Span(value, value, value);
        }

        /** Whether there is a range. */
        public boolean wide() {
            return low < high;
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there are no or too many panels, or their axes differ in kind
     */
    public RankPlot {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        panels = List.copyOf(panels);
        if (panels.isEmpty() || panels.size() > MOST_PANELS) {
            throw new IllegalArgumentException(
                    "rank plot '" + id + "' has " + panels.size() + " panels, not 1 to " + MOST_PANELS);
        }
        if (panels.stream()
                        .map(p -> List.of(p.x().scale(), p.y().scale()))
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("rank plot '" + id + "' has panels of ranks and of values");
        }
    }

    @Override
    public String alt() {
        return "Scatter plots of models by two criteria each. "
                + panels.stream().map(RankPlot::inWords).collect(Collectors.joining(" "));
    }

    private static String inWords(Panel panel) {
        return panel.title() + ", " + panel.x().name() + " and " + panel.y().name() + ": "
                + panel.entries().stream()
                        .map(e -> e.name() + " " + inWords(panel.x(), e.x()) + " and " + inWords(panel.y(), e.y()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String inWords(Axis axis, Span span) {
        if (axis.scale() == Scale.VALUES) {
            return Value.of(span.at(), axis.decimals()).text();
        }
        String best = Value.of(span.low(), 0).text();
        return span.wide() ? best + " to " + Value.of(span.high(), 0).text() : best;
    }

    /** One row for each model of each panel. The columns are named after the axes of the first panel if all share them. */
    @Override
    public Table data() {
        boolean shared =
                panels.stream().map(p -> List.of(p.x(), p.y())).distinct().count() == 1;
        Panel first = panels.get(0);
        List<Column> columns = new ArrayList<>(List.of(Column.of("panel"), Column.of("model")));
        if (!shared) {
            columns.addAll(List.of(Column.of("x"), Column.of("y")));
        }
        columns.addAll(shared ? first.x().columns("x") : new Axis("", first.x().scale(), 0).columns("x"));
        columns.addAll(shared ? first.y().columns("y") : new Axis("", first.y().scale(), 0).columns("y"));
        List<Row> rows = new ArrayList<>();
        for (Panel panel : panels) {
            for (Entry entry : panel.entries()) {
                List<TableCell> cells = new ArrayList<>(List.of(Text.of(panel.title()), Text.of(entry.name())));
                if (!shared) {
                    cells.addAll(
                            List.of(Text.of(panel.x().name()), Text.of(panel.y().name())));
                }
                cells.addAll(panel.x().cells(entry.x()));
                cells.addAll(panel.y().cells(entry.y()));
                rows.add(new Row(cells, false));
            }
        }
        return Table.of(id, caption, columns, rows);
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.rankPlot(this);
    }
}
