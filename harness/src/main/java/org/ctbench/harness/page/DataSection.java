package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.reports.cells.Cell;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Undefined;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SplitLock;

/** What the run was trained and evaluated on. */
final class DataSection {
    private DataSection() {}

    /** @param locks lock of each split, in the order of {@code splits} */
    static Section of(List<SplitReference> splits, List<SplitLock> locks) {
        List<Diagnosis> order = new ArrayList<>(Arrays.asList(Diagnosis.values()));
        java.util.Collections.reverse(order);
        List<Column> columns = new ArrayList<>(List.of(Column.of("split"), Column.of("slices")));
        order.forEach(d -> columns.add(Column.in("slices of class", Wording.className(d.prefix()))));
        columns.add(Column.of("patients"));
        columns.add(Column.of("SHA-256 of the manifest"));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            rows.add(row(splits.get(i), locks.get(i), order));
        }
        return Section.of(
                "data",
                "Data",
                Paragraph.of("Every split is pinned by the digest of its manifest, which was checked before the first"
                        + " batch."),
                Table.of("splits", "Splits of this run", columns, rows));
    }

    private static Row row(SplitReference split, SplitLock lock, List<Diagnosis> order) {
        List<Cell> cells = new ArrayList<>(List.of(Text.of(split.id()), Count.of(split.slices())));
        for (Diagnosis d : order) {
            Integer count = lock.perClass().get(d);
            cells.add(count == null ? Undefined.because("the data set has no such class") : Count.of(count));
        }
        cells.add(patients(lock.patients()));
        cells.add(Text.code(split.digest().abbreviated()));
        return new Row(cells, false);
    }

    private static Cell patients(Patients patients) {
        return patients.total().isPresent()
                ? Count.of(patients.total().getAsInt())
                : Undefined.because(patients.unknown().orElse("unknown"));
    }
}
