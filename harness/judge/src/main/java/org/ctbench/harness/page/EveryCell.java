package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.Reproduced;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Origin;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** The table of all compared cells with their verdicts, the sentence of each, and the numbers that they rest on. */
final class EveryCell {
    private static final Absent NO_TEST = Absent.undefined("there is no test");

    private EveryCell() {}

    static Table of(Comparison comparison) {
        Map<Column, Cells> columns = columns();
        List<Row> rows = new ArrayList<>();
        int all = 0;
        for (ComparedTable table : comparison.tables()) {
            for (ComparedCell cell : table.cells()) {
                all++;
                if (ComparisonSection.hasValue(cell)) {
                    List<TableCell> cells =
                            new ArrayList<>(List.of(Count.of(table.table().number())));
                    columns.values().forEach(of -> cells.add(of.of(cell)));
                    rows.add(new Row(cells, false));
                }
            }
        }
        List<Column> heads = new ArrayList<>(List.of(Column.of("table")));
        heads.addAll(columns.keySet());
        return Table.of("cells", "Every cell with a value, and the reason for its verdicts", heads, rows)
                .withKeys(3)
                .withNotes(
                        all - rows.size() + " further cells are neither published nor run.",
                        "p: of the hypothesis that the published value comes from another training; two-sided. Smallest margin:"
                                + " the smallest margin at which the two would be shown to be equivalent.",
                        "Design effect: (standard error by patient / by slice)²; this many slices of patients carry as much"
                                + " information as one independent slice. Detectable difference: the smallest true difference"
                                + " from a fixed value"
                                + " that these images and seeds show with a probability of 80 % (two-sided test, 5 %).");
    }

    @FunctionalInterface
    private interface Cells {
        TableCell of(ComparedCell cell);
    }

    private static Map<Column, Cells> columns() {
        Map<Column, Cells> columns = new LinkedHashMap<>();
        columns.put(Column.of("row"), cell -> Text.of(cell.name()));
        columns.put(Column.of("column"), cell -> Text.of(cell.column().name()));
        columns.put(Column.published("value"), ComparedCells::published);
        columns.put(Column.measured("value"), cell -> ComparedCells.reproduced(cell, false));
        for (Question question : Question.values()) {
            columns.put(Column.in(question.words(), "verdict"), cell -> ComparedCells.verdict(cell, question));
            columns.put(
                    Column.in(question.words(), "why"),
                    cell -> Text.of(
                            cell.verdict(question).map(Verdict::sentence).orElse("")));
            columns.put(Column.in(question.words(), "p"), cell -> p(cell.verdict(question)));
            columns.put(
                    Column.in(question.words(), "smallest margin"),
                    cell -> smallestMargin(cell, cell.verdict(question)));
        }
        columns.put(
                new Column("another training, same images", "interval", Origin.MEASURED),
                cell -> interval(cell, cell.reproduced().flatMap(Reproduced::newTraining), "of several seeds only"));
        columns.put(
                new Column("slices as if independent", "interval", Origin.MEASURED),
                cell -> interval(cell, cell.reproduced().flatMap(Reproduced::bySlice), "of values of one seed only"));
        columns.put(Column.of("design effect"), EveryCell::designEffect);
        columns.put(Column.of("detectable difference"), EveryCell::detectable);
        return columns;
    }

    private static TableCell p(Optional<Verdict> verdict) {
        return verdict.filter(v -> v.p().isPresent())
                .map(v -> ReportWording.p(v.p().getAsDouble()))
                .orElse(NO_TEST);
    }

    private static TableCell smallestMargin(ComparedCell cell, Optional<Verdict> verdict) {
        return verdict.filter(v -> v.smallestMargin().isPresent() && !ComparedCells.isCount(cell))
                .<TableCell>map(
                        v -> ComparedCells.difference(cell, v.smallestMargin().getAsDouble()))
                .orElse(NO_TEST);
    }

    private static TableCell interval(ComparedCell cell, Optional<Interval> interval, String otherwise) {
        Optional<Bounds> bounds = ComparedCells.interval(cell, interval);
        return bounds.<TableCell>map(b -> IntervalCell.measured(
                        ComparedCells.value(cell, cell.reproduced().get()), b))
                .orElse(Absent.undefined(otherwise));
    }

    private static TableCell designEffect(ComparedCell cell) {
        return cell.reproduced().isPresent()
                        && cell.reproduced().get().designEffect().isPresent()
                ? Value.of(cell.reproduced().get().designEffect().getAsDouble(), 1)
                : Absent.undefined("it needs one seed, known patients and both standard errors");
    }

    private static TableCell detectable(ComparedCell cell) {
        return cell.reproduced().isPresent()
                        && cell.reproduced().get().detectable().isPresent()
                ? ComparedCells.difference(
                        cell, cell.reproduced().get().detectable().getAsDouble())
                : Absent.undefined("no standard error is known");
    }
}
