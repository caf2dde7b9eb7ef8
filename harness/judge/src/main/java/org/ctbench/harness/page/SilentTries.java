package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.ComparedTable;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.Reproduced;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Where published values lie among trainings by the same protocol, and how many unreported tries would explain them. */
final class SilentTries {
    private static final long MOST = 1_000_000; // tries; beyond, the tail of the distribution is not known so well

    private SilentTries() {}

    /** The table; empty if of no published value it is known. */
    static Optional<Table> of(Comparison comparison) {
        List<Row> rows = new ArrayList<>();
        for (ComparedTable table : comparison.tables()) {
            for (ComparedCell cell : table.cells()) {
                cell.reached().ifPresent(reached -> rows.add(row(table, cell, reached)));
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(table(rows));
    }

    private static Row row(ComparedTable table, ComparedCell cell, double reached) {
        Reproduced reproduced = cell.reproduced().orElseThrow();
        return Row.of(
                Count.of(table.table().number()),
                Text.of(cell.name()),
                Text.of(cell.column().name()),
                ComparedCells.published(cell),
                Measured.of(ComparedCells.value(cell, reproduced)),
                Count.of(reproduced.seeds()),
                Value.of(100 * (1 - reached), 1),
                tries(reached));
    }

    private static TableCell tries(double reached) {
        double tries = 1 / reached;
        return tries > MOST ? Text.of("> " + Count.of(MOST).text()) : Value.of(tries, tries < 100 ? 1 : 0);
    }

    private static Table table(List<Row> rows) {
        return Table.of(
                        "silent-tries",
                        "Published values among trainings by the same protocol",
                        List.of(
                                Column.of("table"),
                                Column.of("row"),
                                Column.of("column"),
                                Column.published("value"),
                                Column.measured("mean"),
                                Column.of("seeds"),
                                Column.of("percentile"),
                                Column.of("tries")),
                        rows)
                .withKeys(3)
                .withNotes(
                        "Percentile: how many of 100 further trainings on the same images with other seeds would be worse than"
                                + " the published value (Student's prediction interval of our seeds, or the stated deviation)."
                                + " Tries: how many trainings it takes on average until one reaches the value. Half of"
                                + " all honest trainings lie at or below the 50th percentile and need 2 tries"
                                + " or fewer; a value that takes hundreds suggests a choice among"
                                + " trainings, or another protocol. Of 20 values one lies above"
                                + " the 95th percentile by chance."
                                + " What the choice of the best epoch on the test images would give is shown if the plan names their"
                                + " split under validate.");
    }
}
