package org.ctbench.harness.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.Reproduced;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Origin;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.ForestPlot;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** The tables of a paper, published beside reproduced, with a verdict per cell. */
final class ComparisonSection {
    private final Comparison comparison;
    private final Paper paper;
    private final VerdictRules rules;
    private final LesionErrors lesions;

    private ComparisonSection(Comparison comparison) {
        this.comparison = comparison;
        this.paper = comparison.paper().orElseThrow();
        this.rules = comparison.evidence().plan().verdict();
        this.lesions = LesionErrors.of(comparison);
    }

    /** The section; of a comparison that has a paper. */
    static Section of(Comparison comparison) {
        return new ComparisonSection(comparison).section();
    }

    private Section section() {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("Published: " + paper.title()
                + paper.cite().map(c -> ". " + c).orElse("")
                + paper.doi().map(d -> ", doi " + d).orElse("") + "."
                + paper.note().map(n -> " " + n.strip()).orElse("")));
        blocks.add(Paragraph.of(rulesInWords()));
        blocks.add(Paragraph.of("Marks of the verdicts: " + legend() + "."));
        blocks.add(summary());
        for (ComparedTable table : comparison.tables()) {
            blocks.add(table(table));
        }
        forest().ifPresent(blocks::add);
        blocks.add(everyCell());
        return new Section("published", "Published beside reproduced", blocks);
    }

    private String rulesInWords() {
        String level = percent(rules.confidence());
        return "Intervals in brackets are of " + level + ", by a bootstrap of patients with "
                + Count.of(rules.replicates()).text()
                + " replicates where the patients are known, else of slices; with several seeds they are"
                + " those of one further training. Reproduced: two one-sided tests show a difference below "
                + rules.margin().percent() + " percentage points (average precision: "
                + rules.margin().ap()
                + "). Compatible: the published value lies in the interval, which is too wide to show"
                + " more. Every verdict is explained in the last table of this section.";
    }

    private static String legend() {
        return Arrays.stream(VerdictKind.values())
                .map(kind -> kind.mark() + " " + kind.word())
                .collect(Collectors.joining("; "));
    }

    private static String percent(double share) {
        return Value.fraction(share, 0).text() + " %";
    }

    private Table summary() {
        List<Row> rows = new ArrayList<>();
        List<ComparedCell> all = cells();
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            long count = all.stream().filter(c -> c.verdict().kind() == kind).count();
            if (count > 0) {
                rows.add(Row.of(ComparedCells.verdict(new Verdict(kind, "")), Count.of(count)));
            }
        }
        return Table.of(
                "verdicts",
                "Verdicts on the " + all.size() + " cells of the paper's tables",
                List.of(Column.of("verdict"), Column.of("cells")),
                rows);
    }

    private List<ComparedCell> cells() {
        return comparison.tables().stream().flatMap(t -> t.cells().stream()).toList();
    }

    private Table table(ComparedTable compared) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("")));
        for (PublishedColumn column : compared.table().columns()) {
            columns.add(Column.published(column.name()));
            columns.add(Column.measured(column.name()));
            columns.add(Column.in(column.name(), "verdict"));
        }
        List<Row> rows = new ArrayList<>();
        for (PublishedRow row : compared.table().rows()) {
            rows.add(row(compared, row.name(), compared.row(row.id())));
        }
        compared.otherRows()
                .forEach(other -> rows.add(row(compared, other.get(0).name(), other)));
        int number = compared.table().number();
        String about = compared.about().isEmpty() ? "the runs have no such part" : "measured: " + compared.about();
        Table table = Table.of(
                "table-" + number,
                "Table " + number + " of the paper: " + compared.table().title() + "; " + about,
                columns,
                rows);
        return compared.table()
                .note()
                .map(note -> table.withNotes(note.strip()))
                .orElse(table);
    }

    private Row row(ComparedTable compared, String name, List<ComparedCell> compareds) {
        List<TableCell> cells = new ArrayList<>(List.of(Text.of(name)));
        for (ComparedCell cell : compareds) {
            cells.add(ComparedCells.published(cell));
            cells.add(behind(compared, cell));
            cells.add(ComparedCells.verdict(cell.verdict()).asMark());
        }
        return new Row(cells, false);
    }

    /** The reproduced value, as it leads to the slices that lower it. */
    private TableCell behind(ComparedTable table, ComparedCell cell) {
        TableCell value = ComparedCells.reproduced(cell, isBest(table, cell));
        if (cell.reproduced().isEmpty()) {
            return value;
        }
        return switch (table.table().kind()) {
            case SEGMENTATION -> lesions.behind(value, cell.row());
            case CLASSIFICATION ->
                WrongSlices.of(comparison, table.set().orElseThrow().id(), cell.row())
                        .map(wrong -> wrong.behind(value, cell.column()))
                        .orElse(value);
            default -> value;
        };
    }

    /** Whether it is the best of several reproduced values of its column; the paper marks its own best as bold, too. */
    private static boolean isBest(ComparedTable table, ComparedCell cell) {
        if (table.table().best().isEmpty() || cell.reproduced().isEmpty()) {
            return false;
        }
        List<Double> column = table.cells().stream()
                .filter(c -> c.column().equals(cell.column()))
                .flatMap(c -> c.reproduced().stream())
                .map(Reproduced::value)
                .toList();
        return column.stream().distinct().count() > 1
                && cell.reproduced().get().value()
                        == column.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private Optional<ForestPlot> forest() {
        List<ForestPlot.Group> groups = new ArrayList<>();
        for (ComparedTable table : comparison.tables()) {
            List<ForestPlot.Line> lines = new ArrayList<>();
            for (ComparedCell cell : table.cells()) {
                if (hasValue(cell) && !isCounted(cell)) {
                    lines.add(line(cell));
                }
            }
            if (!lines.isEmpty()) {
                groups.add(new ForestPlot.Group(
                        "Table " + table.table().number() + ": " + table.table().title(), lines));
            }
        }
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(new ForestPlot(
                        "forest",
                        "Published values with the margin around them, reproduced ones with their intervals, and the verdicts.",
                        groups));
    }

    private static boolean hasValue(ComparedCell cell) {
        return cell.reproduced().isPresent() || cell.published().digits().isPresent();
    }

    private static boolean isCounted(ComparedCell cell) {
        return ComparedCells.isCount(cell) || cell.column().metric() == Metric.RATIO;
    }

    private ForestPlot.Line line(ComparedCell cell) {
        double margin = scale(cell).margin(rules);
        Optional<ForestPlot.Target> target = ComparedCells.value(cell)
                .map(value -> new ForestPlot.Target(value, Optional.of(BigDecimal.valueOf(margin))));
        Optional<ForestPlot.Estimate> estimate = cell.reproduced()
                .map(reproduced -> new ForestPlot.Estimate(
                        Measured.of(ComparedCells.value(cell, reproduced)),
                        ComparedCells.interval(cell, reproduced.interval()),
                        ComparedCells.interval(cell, reproduced.bySlice())));
        return new ForestPlot.Line(
                cell.name() + ", " + cell.column().name(), target, estimate, ComparedCells.verdict(cell.verdict()));
    }

    private static Scale scale(ComparedCell cell) {
        return ComparedCells.percent(cell) ? Scale.PERCENT : Scale.AP;
    }

    private Table everyCell() {
        List<Column> columns = List.of(
                Column.of("table"),
                Column.of("row"),
                Column.of("column"),
                Column.published("value"),
                Column.measured("value"),
                Column.of("verdict"),
                Column.of("why"),
                new Column("slices as if independent", "interval", Origin.MEASURED),
                Column.of("design effect"),
                Column.of("detectable difference"));
        List<Row> rows = new ArrayList<>();
        for (ComparedTable table : comparison.tables()) {
            for (ComparedCell cell : table.cells()) {
                if (hasValue(cell)) {
                    rows.add(Row.of(
                            Count.of(table.table().number()),
                            Text.of(cell.name()),
                            Text.of(cell.column().name()),
                            ComparedCells.published(cell),
                            ComparedCells.reproduced(cell, false),
                            ComparedCells.verdict(cell.verdict()),
                            Text.of(cell.verdict().sentence()),
                            bySlice(cell),
                            designEffect(cell),
                            detectable(cell)));
                }
            }
        }
        return Table.of("cells", "Every cell with a value, and why its verdict is what it is", columns, rows)
                .withNotes(
                        cells().size() - rows.size() + " further cells are neither published nor run.",
                        "Design effect: (standard error by patient / by slice)²; so many slices of patients say as much as one"
                                + " independent slice. Detectable difference: the smallest true difference from a fixed value"
                                + " that these images and seeds show with a probability of 80 % (two-sided test, 5 %).");
    }

    private static TableCell bySlice(ComparedCell cell) {
        Optional<Bounds> bounds = cell.reproduced().flatMap(r -> ComparedCells.interval(cell, r.bySlice()));
        return bounds.<TableCell>map(b -> IntervalCell.measured(
                        ComparedCells.value(cell, cell.reproduced().get()), b))
                .orElse(Absent.undefined("of values of one seed only"));
    }

    private static TableCell designEffect(ComparedCell cell) {
        return cell.reproduced().isPresent()
                        && cell.reproduced().get().designEffect().isPresent()
                ? Value.of(cell.reproduced().get().designEffect().getAsDouble(), 1)
                : Absent.undefined("it needs one seed, known patients and both standard errors");
    }

    private static TableCell detectable(ComparedCell cell) {
        if (cell.reproduced().isEmpty() || cell.reproduced().get().detectable().isEmpty()) {
            return Absent.undefined("no standard error is known");
        }
        double share = cell.reproduced().get().detectable().getAsDouble();
        return ComparedCells.percent(cell)
                ? Value.of(100 * share, ReportWording.DECIMALS, Unit.POINTS)
                : Value.of(share, 3);
    }
}
