package org.ctbench.reports.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictCell;

/**
 * Published values, their margins, what was reproduced with its intervals, and the verdicts: a line for each cell,
 * grouped by table. Each group has an axis of its own.
 *
 * @param id name of the figure, {@code [a-z0-9._-]}
 * @param caption what the intervals and the margins are
 * @param groups at least one
 */
public record ForestPlot(String id, String caption, List<Group> groups) implements Figure {
    /**
     * Cells that share an axis.
     *
     * @param name usually a table and what its cells are
     * @param lines at least one, all values of one unit
     */
    public record Group(String name, List<Line> lines) {
        /** @throws IllegalArgumentException if there is no line, or values of several units */
        public Group {
            name = PlainText.of("group", name);
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("group '" + name + "' has no line");
            }
            List<Unit> units =
                    lines.stream().flatMap(l -> l.units().stream()).distinct().toList();
            if (units.size() > 1) {
                throw new IllegalArgumentException("group '" + name + "' has values of several units: " + units);
            }
        }

        /** The unit of all values; {@link Unit#NONE} if there is no value. */
        public Unit unit() {
            return lines.stream().flatMap(l -> l.units().stream()).findFirst().orElse(Unit.NONE);
        }
    }

    /**
     * One cell.
     *
     * @param name usually model and class
     * @param published empty if nothing is published
     * @param reproduced empty if nothing was measured
     * @param verdict how the two stand to each other
     */
    public record Line(String name, Optional<Target> published, Optional<Estimate> reproduced, VerdictCell verdict) {
        public Line {
            name = PlainText.of("name", name);
            Objects.requireNonNull(published, "published");
            Objects.requireNonNull(reproduced, "reproduced");
            Objects.requireNonNull(verdict, "verdict");
        }

        private List<Unit> units() {
            List<Unit> units = new ArrayList<>();
            published.ifPresent(p -> units.add(p.value().unit()));
            reproduced.ifPresent(r -> units.add(r.value().unit()));
            return units;
        }
    }

    /**
     * What was published.
     *
     * @param value stated or derived
     * @param margin half the width of the range that counts as equal, in the unit of the value; above 0
     */
    public record Target(Published value, Optional<BigDecimal> margin) {
        /** @throws IllegalArgumentException if the margin is not above 0 */
        public Target {
            Objects.requireNonNull(value, "value");
            if (margin.filter(m -> m.signum() <= 0).isPresent()) {
                throw new IllegalArgumentException("a margin of " + margin.get());
            }
        }
    }

    /**
     * What was reproduced.
     *
     * @param value the point value
     * @param interval over patients where they are known; drawn as a bar
     * @param slices over slices alone; drawn thinner beside it
     */
    public record Estimate(Measured value, Optional<Bounds> interval, Optional<Bounds> slices) {
        public Estimate {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(interval, "interval");
            Objects.requireNonNull(slices, "slices");
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no group
     */
    public ForestPlot {
        Ids.check("figure", id);
        caption = PlainText.of("caption", caption);
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("forest plot '" + id + "' has no group");
        }
    }

    @Override
    public String alt() {
        return "Forest plot of published and reproduced values. "
                + groups.stream().map(ForestPlot::inWords).collect(Collectors.joining(" "));
    }

    private static String inWords(Group group) {
        String symbol = group.unit().symbol();
        String unit = symbol.isEmpty() ? "" : " " + symbol;
        return group.name() + ": "
                + group.lines().stream()
                        .map(l -> l.name() + ", published "
                                + l.published()
                                        .map(p -> p.value().text() + unit)
                                        .orElse("nothing") + ", reproduced "
                                + l.reproduced()
                                        .map(r -> measured(r).text() + unit)
                                        .orElse("nothing") + ", "
                                + l.verdict().kind().word())
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static TableCell measured(Estimate estimate) {
        return estimate.interval()
                .<TableCell>map(b -> IntervalCell.measured(estimate.value().quantity(), b))
                .orElse(estimate.value());
    }

    @Override
    public Table data() {
        List<Column> columns = List.of(
                Column.of("group"),
                Column.of("cell"),
                Column.published("value"),
                Column.in("value", "margin"),
                Column.measured("value"),
                Column.in("over slices", "lower"),
                Column.in("over slices", "upper"),
                Column.of("verdict"));
        List<Row> rows = new ArrayList<>();
        for (Group group : groups) {
            group.lines().forEach(line -> rows.add(row(group, line)));
        }
        return Table.of(id, caption, columns, rows);
    }

    private static Row row(Group group, Line line) {
        Optional<BigDecimal> margin = line.published().flatMap(Target::margin);
        Optional<Bounds> slices = line.reproduced().flatMap(Estimate::slices);
        Unit unit = group.unit();
        return Row.of(
                Text.of(group.name()),
                Text.of(line.name()),
                line.published().<TableCell>map(Target::value).orElse(Absent.undefined("not published")),
                margin.<TableCell>map(m -> new Value(m, Math.max(0, m.scale()), unit, false))
                        .orElse(Absent.undefined("no margin")),
                line.reproduced().map(ForestPlot::measured).orElse(Absent.undefined("not measured")),
                end(
                        line,
                        slices.map(b ->
                                b.printedLower(line.reproduced().get().value().quantity()))),
                end(
                        line,
                        slices.map(b ->
                                b.printedUpper(line.reproduced().get().value().quantity()))),
                line.verdict());
    }

    private static TableCell end(Line line, Optional<BigDecimal> end) {
        return end.<TableCell>map(
                        e -> new Value(e, Math.max(0, e.scale()), line.units().get(0), false))
                .orElse(Absent.undefined("no interval over slices"));
    }

    @Override
    public <R> R draw(Artist<R> artist) {
        return artist.forestPlot(this);
    }
}
