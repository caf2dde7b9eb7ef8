package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.DifferenceCell;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatsTest {
    private static final List<Column> COLUMNS = List.of(Column.of("Name"), Column.of("Value"));

    @Test
    void quotesWhatWouldBreakCsv() {
        String csv = CsvWriter.write(table(Row.of(Text.of("a,\"b\""), Count.of(61_782))));

        assertEquals("Name,Value\n\"a,\"\"b\"\"\",61782\n", csv);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=1+1, '=1+1",
                "@SUM(A1), '@SUM(A1)",
                "+cmd|calc, '+cmd|calc",
                "-cmd|calc, '-cmd|calc",
                "-0.2, -0.2",
                "-, '-",
                "a=b, a=b",
                "'quoted, 'quoted"
            })
    void aTextThatASpreadsheetWouldComputeIsMarkedAsText(String text, String cell) {
        assertEquals("Name,Value\n" + cell + ",1\n", CsvWriter.write(table(Row.of(Text.of(text), Count.of(1)))));
    }

    @Test
    void aNegativeDifferenceStaysANumber() {
        String csv = CsvWriter.write(table(Row.of(
                Text.of("\t=1"), DifferenceCell.of(Published.of(Value.of(0.5, 2)), Measured.of(Value.of(0.25, 2))))));

        assertEquals("Name,Value\n' =1,-0.25\n", csv);
    }

    @Test
    void writesUnitsIntoTheHeadIfAllShareThem() {
        String csv = CsvWriter.write(
                table(Row.of(Text.of("F1"), Value.fraction(0.5, 1)), Row.of(Text.of("F2"), Absent.undefined("why"))));

        assertEquals("Name,\"Value, %\"\nF1,50.0\nF2,undefined: why\n", csv);
    }

    @Test
    void writesUnitsBesideValuesThatDoNotShareThem() {
        Table table = table(
                Row.of(Text.of("F1"), Value.fraction(0.5, 1)),
                Row.of(Text.of("time"), Value.of(1234.5, 1, new Unit("s"))));

        assertEquals("Name,Value\nF1,50.0 %\ntime,1234.5 s\n", CsvWriter.write(table));
        assertTrue(markdown(table).contains("| time | 1,234.5 s |\n"), markdown(table));
    }

    @Test
    void keepsCellsOfMarkdownInTheirPlace() {
        String markdown = markdown(table(Row.of(Text.of("a|b\n<c> *d*"), Text.code("x|y`z"))));

        assertTrue(markdown.contains("| a\\|b &lt;c&gt; \\*d\\* | ``x\\|y`z`` |\n"), markdown);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "# no heading, \\# no heading",
                "- no list, \\- no list",
                "1. no list, 1\\. no list",
                "17.0.15 is a version, 17\\.0.15 is a version",
                "@someone, &#64;someone",
                "https://example.org, https&#58;//example.org",
                "&lt;, &amp;lt;",
                "[a](b), \\[a\\](b)"
            })
    void printsMarkupOfAParagraphAsItIs(String text, String expected) {
        Report report = new Report(
                "r", "title", Optional.empty(), List.of(), List.of(Section.of("s", "S", "how", Paragraph.of(text))));

        assertEquals("# title\n\n## S\n\n*How to read this:* how\n\n" + expected + "\n", MarkdownWriter.write(report));
    }

    @Test
    void lettersGoOnAfterZ() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 28; i++) {
            TableCell cell = Absent.undefined("reason " + i);
            rows.add(Row.of(Text.of("x"), cell));
        }

        Footnotes notes = Footnotes.of(Table.of("t", "", COLUMNS, rows));

        assertEquals(List.of("z"), notes.letters(List.of("reason 25")));
        assertEquals(List.of("ab"), notes.letters(List.of("reason 27")));
    }

    @Test
    void explainsEqualReasonsOnce() {
        Footnotes notes = Footnotes.of(
                table(Row.of(Text.of("x"), Absent.undefined("same")), Row.of(Text.of("y"), Absent.undefined("same"))));

        assertEquals(1, notes.all().size());
    }

    private static Table table(Row... rows) {
        return Table.of("t", "caption", COLUMNS, List.of(rows));
    }

    private static String markdown(Table table) {
        return MarkdownWriter.write(
                new Report("r", "title", Optional.empty(), List.of(), List.of(Section.of("s", "S", "how", table))));
    }
}
