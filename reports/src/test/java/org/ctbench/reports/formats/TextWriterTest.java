package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.junit.jupiter.api.Test;

class TextWriterTest {
    @Test
    void setsNumbersFlushRightAndExplainsWhatIsMissing() {
        Table table = Table.of(
                        "models",
                        "Models",
                        List.of(
                                Column.of("model"),
                                Column.of("slices"),
                                Column.in("accuracy", "run"),
                                Column.of("drop")),
                        List.of(
                                Row.of(
                                        Text.strong("resnet18"),
                                        Count.of(21191),
                                        IntervalCell.of(Value.fraction(0.9531, 2), Bounds.fractions(0.9402, 0.964)),
                                        Value.of(-1.5, 1, Unit.POINTS)),
                                Row.of(
                                        Text.of("vgg"),
                                        Count.of(60),
                                        Absent.undefined("no slice is NCP"),
                                        Absent.notRun("no weights"))))
                .withNotes("Slices of the test split.");

        String text = TextWriter.write(List.of(Paragraph.of("Before the table."), table));

        assertEquals("""
                Before the table.
                Models
                model     slices      accuracy, run, %   drop, pp
                resnet18  21,191  95.31 [94.02, 96.40]       \u22121.5
                vgg           60                   \u2013 a  not run b
                a: no slice is NCP
                b: no weights
                Slices of the test split.
                """, text);
    }

    @Test
    void aTableWithoutRowsOrCaptionIsItsHead() {
        assertEquals(
                "model  set\n",
                TextWriter.write(
                        List.of(Table.of("none", "", List.of(Column.of("model"), Column.of("set")), List.of()))));
    }
}
