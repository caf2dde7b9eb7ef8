package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.statistics.PatientCounts;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.formats.TextWriter;

/** Counts of patients and what follows from them, for a terminal. */
public final class CountsText {
    private CountsText() {}

    /** The confusion matrix, and every value with its interval by patient. */
    public static String of(PatientCounts counts, List<PatientValue> values) {
        return TextWriter.write(List.of(confusion(counts.matrix()), values(counts, values)));
    }

    private static Table confusion(ConfusionMatrix matrix) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("true class")));
        matrix.classes().forEach(name -> columns.add(Column.in("predicted as", name)));
        List<Row> rows = new ArrayList<>();
        for (int truth = 0; truth < matrix.size(); truth++) {
            List<TableCell> cells =
                    new ArrayList<>(List.of(Text.of(matrix.classes().get(truth))));
            for (int predicted = 0; predicted < matrix.size(); predicted++) {
                cells.add(Count.of(matrix.count(truth, predicted)));
            }
            rows.add(new Row(cells, false));
        }
        return Table.of("confusion", "Slices", columns, rows);
    }

    private static Table values(PatientCounts counts, List<PatientValue> values) {
        List<Row> rows = new ArrayList<>();
        for (PatientValue value : values) {
            rows.add(Row.of(
                    Text.of(value.metric().words()),
                    value.value().isEmpty()
                            ? Absent.undefined(counts.undefinedBecause(value.metric()))
                            : MetricsSection.value(value.metric(), value.value().getAsDouble(), value.uncertainty())));
        }
        return Table.of(
                        "values",
                        "Values with their intervals",
                        List.of(Column.of("metric"), Column.of("by patient")),
                        rows)
                .withNotes(counts.patients() + (counts.patients() == 1 ? " patient." : " patients."));
    }
}
