package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/**
 * How often models are right when they are how sure: a panel for each model, with the counts below. On the diagonal a
 * model is right as often as it says.
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what was evaluated, and what the bars are
 * @param counted what is counted, in the plural: {@code slices}
 * @param panels at least one
 */
public record ReliabilityDiagram(String id, String caption, String counted, List<Panel> panels) implements Figure {
    /** Decimals of percentages in the figure, in its table and in its words. */
    public static final int DECIMALS = 2;

    private static final int EDGE_DECIMALS = 3;
    private static final double SLACK = 1e-9; // of a mean of numbers that all lie in a bin

    /**
     * One model.
     *
     * @param name printed above it
     * @param bins at least one, in ascending order, without overlap
     */
    public record Panel(String name, List<Bin> bins) {
        /** @throws IllegalArgumentException if there is no bin, or one starts before the last has ended */
        public Panel {
            name = PlainText.of("name", name);
            bins = List.copyOf(bins);
            if (bins.isEmpty()) {
                throw new IllegalArgumentException("'" + name + "' has no bin");
            }
            for (int i = 1; i < bins.size(); i++) {
                if (bins.get(i).lower() < bins.get(i - 1).upper()) {
                    throw new IllegalArgumentException("'" + name + "' has a bin that ends at "
                            + bins.get(i - 1).upper() + " and one after it that starts at "
                            + bins.get(i).lower());
                }
            }
        }

        /** How many there are in all bins. */
        public long count() {
            return bins.stream().mapToLong(Bin::count).sum();
        }

        /**
         * Expected calibration error in [0, 1]: the mean distance of accuracy from confidence, each bin weighted by its
         * count. Source: Guo et al., ICML 2017, equation 3.
         *
         * @return empty if all bins are
         */
        public OptionalDouble calibrationError() {
            long all = count();
            double sum = 0;
            for (Bin bin : bins) {
                sum += bin.count() == 0 ? 0 : bin.count() * Math.abs(bin.accuracy() - bin.confidence());
            }
            return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / all);
        }
    }

    /**
     * Predictions of about one confidence.
     *
     * @param lower least confidence, in [0, 1]
     * @param upper greatest confidence, in [0, 1], above the least
     * @param count how many there are
     * @param confidence their mean confidence, within the bin; without meaning if there are none
     * @param accuracy share of those that are right, in [0, 1]; without meaning if there are none
     * @param interval of the accuracy, per hundred; empty if there is none
     */
    public record Bin(
            double lower, double upper, long count, double confidence, double accuracy, Optional<Bounds> interval) {
        /** @throws IllegalArgumentException if a number is out of its range */
        public Bin {
            if (!(lower >= 0 && lower < upper && upper <= 1) || count < 0) {
                throw new IllegalArgumentException("a bin from " + lower + " to " + upper + " with " + count);
            }
            boolean inside = confidence >= lower - SLACK && confidence <= upper + SLACK;
            if (count > 0 && !(inside && accuracy >= 0 && accuracy <= 1)) {
                throw new IllegalArgumentException("a bin from " + lower + " to " + upper + " with confidence "
                        + confidence + " and accuracy " + accuracy);
            }
        }

        /** A bin without an interval. */
        public static Bin of(double lower, double upper, long count, double confidence, double accuracy) {
            return new Bin(lower, upper, count, confidence, accuracy, Optional.empty());
        }

        /** A bin that nothing fell into. */
        public static Bin empty(double lower, double upper) {
            return new Bin(lower, upper, 0, lower, 0, Optional.empty());
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no panel
     */
    public ReliabilityDiagram {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        counted = PlainText.of("counted", counted);
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("reliability diagram '" + id + "' has no panel");
        }
    }

    @Override
    public String alt() {
        return "Reliability diagrams: accuracy over confidence. "
                + panels.stream().map(this::inWords).collect(Collectors.joining("; ")) + ".";
    }

    private String inWords(Panel panel) {
        return panel.name() + ": " + Count.of(panel.count()).text() + " " + counted + ", "
                + error(panel)
                        .map(e -> "expected calibration error " + e.text() + " %")
                        .orElse("nothing to evaluate");
    }

    /** The calibration error of a panel per hundred; empty if all its bins are. */
    public static Optional<Value> error(Panel panel) {
        OptionalDouble error = panel.calibrationError();
        return error.isEmpty() ? Optional.empty() : Optional.of(Value.fraction(error.getAsDouble(), DECIMALS));
    }

    /** One row for each bin, and one for all bins of a panel. */
    @Override
    public Table data() {
        List<Column> columns = List.of(
                Column.of("model"),
                Column.in("confidence", "from"),
                Column.in("confidence", "to"),
                Column.in("confidence", "mean"),
                Column.of("accuracy"),
                Column.of(counted),
                Column.of("calibration error"));
        List<Row> rows = new ArrayList<>();
        for (Panel panel : panels) {
            panel.bins().forEach(bin -> rows.add(row(panel, bin)));
            TableCell inBins = Absent.undefined("see the bins");
            rows.add(Row.total(
                    Text.of(panel.name()),
                    inBins,
                    inBins,
                    inBins,
                    inBins,
                    Count.of(panel.count()),
                    error(panel).<TableCell>map(e -> e).orElse(Absent.undefined("no " + counted))));
        }
        return Table.of(id, caption, columns, rows);
    }

    private Row row(Panel panel, Bin bin) {
        TableCell none = Absent.undefined("no " + counted);
        boolean empty = bin.count() == 0;
        Value accuracy = Value.fraction(empty ? 0 : bin.accuracy(), DECIMALS);
        return Row.of(
                Text.of(panel.name()),
                Value.of(bin.lower(), EDGE_DECIMALS),
                Value.of(bin.upper(), EDGE_DECIMALS),
                empty ? none : Value.fraction(bin.confidence(), DECIMALS),
                empty
                        ? none
                        : bin.interval()
                                .<TableCell>map(b -> IntervalCell.of(accuracy, b))
                                .orElse(accuracy),
                Count.of(bin.count()),
                Absent.undefined("of all bins only"));
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.reliabilityDiagram(this);
    }
}
