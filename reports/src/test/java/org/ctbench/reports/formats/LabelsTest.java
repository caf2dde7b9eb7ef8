package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void aUnitThatAllValuesShareStandsInTheHeadAndElseBesideEachValue() {
        Row row = Row.of(
                Text.of("ResNet18"),
                Measured.of(Value.percent("50.00")),
                Measured.of(Value.percent("90.00")),
                Absent.undefined("no positives"));
        Row other = Row.of(
                Text.of("ResNet34"),
                Absent.undefined("no positives"),
                Measured.of(Count.of(3)),
                Absent.undefined("none"));
        Labels labels = Labels.of(Table.of(
                "f1",
                "",
                List.of(
                        Column.of("Model"),
                        Column.measured("Same"),
                        Column.measured("Several"),
                        Column.measured("None")),
                List.of(row, other)));

        assertEquals("Model", labels.fullName(0));
        assertEquals("Same, measured, %", labels.fullName(1));
        assertEquals("Several, measured", labels.fullName(2));
        assertEquals("None, measured", labels.fullName(3));
        assertEquals("50.00", labels.readable(1, row.cells().get(1)));
        assertEquals("90.00 %", labels.readable(2, row.cells().get(2)));
        assertEquals("3", labels.readable(2, other.cells().get(2)));
        assertTrue(labels.numeric(1));
        assertFalse(labels.numeric(0));
        assertFalse(labels.intervals(1));
    }
}
