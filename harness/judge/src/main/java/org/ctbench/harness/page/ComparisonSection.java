package org.ctbench.harness.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.Reproduced;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.TableKind;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
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
    private final Map<String, ShortcutTable> shortcuts;

    private ComparisonSection(Comparison comparison, Map<String, ShortcutTable> shortcuts) {
        this.shortcuts = shortcuts;
        this.comparison = comparison;
        this.paper = comparison.paper().orElseThrow();
        this.rules = comparison.evidence().plan().verdict();
        this.lesions = LesionErrors.of(comparison);
    }

    /**
     * The section; of a comparison that has a paper.
     *
     * @param shortcuts classifiers without pixels, by the id of the set
     */
    static Section of(Comparison comparison, Map<String, ShortcutTable> shortcuts) {
        return new ComparisonSection(comparison, shortcuts).section();
    }

    private Section section() {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("Published: " + paper.title()
                + paper.cite().map(c -> ". " + c).orElse("")
                + paper.doi().map(d -> ", doi " + d).orElse("") + "."
                + paper.note().map(n -> " " + n.strip()).orElse("")));
        VerdictTables verdicts = new VerdictTables(comparison);
        verdicts.rules().forEach(blocks::add);
        blocks.add(verdicts.ofTables());
        verdicts.marginCurve().ifPresent(blocks::add);
        for (ComparedTable table : comparison.tables()) {
            blocks.add(table(table));
        }
        forest().ifPresent(blocks::add);
        SilentTries.of(comparison).ifPresent(blocks::add);
        blocks.addAll(ClaimTables.of(comparison));
        blocks.add(EveryCell.of(comparison));
        return new Section(
                "published",
                "Published beside reproduced",
                "Each value of the paper stands beside the value of the runs, its interval in brackets, and one verdict for each"
                        + " question. The last table gives the reason for every verdict.",
                blocks);
    }

    private Table table(ComparedTable compared) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("")));
        for (PublishedColumn column : compared.table().columns()) {
            columns.add(Column.published(column.name()));
            columns.add(Column.measured(column.name()));
            compared.questions().forEach(question -> columns.add(Column.in(column.name(), question.words())));
        }
        NoPixelRows noPixels = noPixels(compared);
        List<Row> rows = new ArrayList<>();
        for (PublishedRow row : compared.table().rows()) {
            rows.add(row(compared, row.name(), compared.row(row.id()), noPixels));
        }
        compared.otherRows()
                .forEach(other -> rows.add(row(compared, other.get(0).name(), other, noPixels)));
        rows.addAll(noPixels.rows());
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

    private NoPixelRows noPixels(ComparedTable compared) {
        Optional<String> id = compared.table().kind() == TableKind.CLASSIFICATION
                ? compared.set().map(EvaluationSet::id)
                : Optional.empty();
        return new NoPixelRows(
                paper,
                compared,
                id.flatMap(of -> comparison.sets().stream()
                        .filter(set ->
                                set.set().id().equals(of) && !set.models().isEmpty())
                        .findFirst()),
                id.map(shortcuts::get));
    }

    private Row row(ComparedTable compared, String name, List<ComparedCell> compareds, NoPixelRows noPixels) {
        List<TableCell> cells = new ArrayList<>(List.of(Text.of(name)));
        for (ComparedCell cell : compareds) {
            cells.add(noPixels.published(cell));
            cells.add(behind(compared, cell));
            compared.questions()
                    .forEach(question -> cells.add(ComparedCells.verdict(
                                    cell.verdict(question).orElseThrow().kind())
                            .asMark()));
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
            Map<Unit, List<ForestPlot.Line>> byUnit = new LinkedHashMap<>(); // those of one share an axis
            for (ComparedCell cell : table.cells()) {
                if (hasValue(cell) && !isCounted(cell)) {
                    byUnit.computeIfAbsent(ComparedCells.unit(cell), unit -> new ArrayList<>())
                            .add(line(cell));
                }
            }
            String name =
                    "Table " + table.table().number() + ": " + table.table().title();
            byUnit.values().forEach(lines -> groups.add(new ForestPlot.Group(name, lines)));
        }
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(new ForestPlot(
                        "forest",
                        "Published values with the margin around them, reproduced ones with their intervals, and the verdicts.",
                        groups));
    }

    static boolean hasValue(ComparedCell cell) {
        return cell.reproduced().isPresent() || cell.published().digits().isPresent();
    }

    private static boolean isCounted(ComparedCell cell) {
        return ComparedCells.isCount(cell) || cell.column().metric() == Metric.RATIO;
    }

    private ForestPlot.Line line(ComparedCell cell) {
        Optional<ForestPlot.Target> target =
                ComparedCells.value(cell).map(value -> new ForestPlot.Target(value, margin(cell)));
        Optional<ForestPlot.Estimate> estimate = cell.reproduced()
                .map(reproduced -> new ForestPlot.Estimate(
                        Measured.of(ComparedCells.value(cell, reproduced)),
                        ComparedCells.interval(cell, reproduced.interval()),
                        ComparedCells.interval(cell, reproduced.bySlice())));
        return new ForestPlot.Line(
                cell.name() + ", " + cell.column().name(),
                target,
                estimate,
                ComparedCells.verdict(cell.verdict().kind()));
    }

    private Optional<BigDecimal> margin(ComparedCell cell) {
        Scale scale = ComparedCells.percent(cell) ? Scale.PERCENT : Scale.AP;
        OptionalDouble fixed = scale.margin(rules);
        if (fixed.isPresent()) {
            return Optional.of(BigDecimal.valueOf(fixed.getAsDouble()));
        }
        return cell.reproduced()
                .filter(reproduced -> reproduced.margin().isPresent())
                .map(reproduced -> ComparedCells.difference(
                                cell, reproduced.margin().getAsDouble())
                        .exact());
    }
}
