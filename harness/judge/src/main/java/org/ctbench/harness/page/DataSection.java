package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.checks.Check;

/** What the run was trained and evaluated on. */
final class DataSection {
    private DataSection() {}

    /** @param locks lock of each split, in the order of the results */
    static Section of(Numbers numbers, List<SplitLock> locks) {
        List<SplitReference> splits = numbers.splits();
        Set<String> classes = new LinkedHashSet<>();
        locks.forEach(lock -> classes.addAll(lock.perClass().keySet()));
        List<String> order = new ArrayList<>(classes);
        Collections.reverse(order);
        List<Column> columns = new ArrayList<>(List.of(Column.of("split"), Column.of("slices")));
        order.forEach(d -> columns.add(Column.in("slices of class", d)));
        columns.add(Column.of("patients"));
        columns.add(Column.in("SHA-256 of the", "manifest"));
        columns.add(Column.in("SHA-256 of the", "images"));
        boolean masks = splits.stream().anyMatch(split -> split.masks().isPresent());
        if (masks) {
            columns.add(Column.in("SHA-256 of the", "lesion masks"));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            List<TableCell> cells = cells(splits.get(i), locks.get(i), order);
            if (masks) {
                cells.add(masks(splits.get(i)));
            }
            rows.add(new Row(cells, false));
        }
        return Section.of(
                "data",
                "Data",
                "Two runs with equal digests used the same splits and files. The digest of each manifest was checked before the first"
                        + " batch; the other digests cover the bytes of all files of a split.",
                Table.of("splits", "Splits of this run", columns, rows),
                checks(numbers.checks()));
    }

    private static Table checks(List<Check> checks) {
        List<Row> rows = new ArrayList<>();
        for (Check check : checks) {
            if (check.verdict() != Check.Verdict.OK) {
                rows.add(Row.of(
                        Text.of(check.rule()),
                        Text.of(String.join(" and ", check.splits())),
                        Text.of(check.finding())));
            }
        }
        long passed = checks.size() - rows.size();
        return Table.of(
                        "checks",
                        "What to know about these splits",
                        List.of(Column.of("check"), Column.of("splits"), Column.of("finding")),
                        rows)
                .withNotes(passed + " further checks passed; a failed check stops a run.");
    }

    private static TableCell masks(SplitReference split) {
        return split.masks()
                .<TableCell>map(digest -> Text.code(digest.abbreviated()))
                .orElse(Absent.undefined("the run reads no lesion masks of this split"));
    }

    private static List<TableCell> cells(SplitReference split, SplitLock lock, List<String> order) {
        List<TableCell> cells = new ArrayList<>(List.of(Text.of(split.id()), Count.of(split.slices())));
        for (String d : order) {
            Integer count = lock.perClass().get(d);
            cells.add(count == null ? Absent.undefined("the data set has no such class") : Count.of(count));
        }
        cells.add(patients(lock.patients()));
        cells.add(Text.code(split.digest().abbreviated()));
        cells.add(split.images()
                .<TableCell>map(digest -> Text.code(digest.abbreviated()))
                .orElse(Absent.undefined("the run reads no image of this split")));
        return cells;
    }

    private static TableCell patients(Patients patients) {
        return patients.total().isPresent()
                ? Count.of(patients.total().getAsInt())
                : Absent.undefined(patients.unknown().orElse("unknown"));
    }
}
