package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlTableTest {
    @Test
    void aTableOfUpToTwentyRowsIsNotFolded() {
        Document html = html(rows(20));

        assertEquals(0, html.select("details, .rest").size());
        assertEquals(20, html.select("tbody tr").size());
    }

    @Test
    void aLongerTableShowsTenRowsAndHoldsAll() {
        Document html = html(rows(21));

        assertEquals(
                "Show all 21 rows",
                html.select("details.fold:not([open]) .closed").text());
        assertEquals(10, html.select("tbody:not(.rest) tr").size());
        assertEquals(11, html.select("tbody.rest tr").size());
    }

    @Test
    void notesOfFoldedRowsAreFoldedWithThem() {
        List<Row> rows = new ArrayList<>(rows(21).rows());
        rows.set(0, Row.of(Text.of("first"), Absent.undefined("of a row that is shown")));
        rows.set(20, Row.of(Text.of("last"), Absent.undefined("of a row that is folded")));

        Document html = html(Table.of("t", "", rows(0).columns(), rows));

        assertEquals(
                List.of("a of a row that is shown"),
                html.select(".notes p:not(.rest)").eachText());
        assertEquals(
                List.of("b of a row that is folded"),
                html.select(".notes p.rest").eachText());
    }

    @ParameterizedTest
    @EnumSource
    void everyVerdictHasItsWordBesideItsMark(VerdictKind kind) {
        VerdictCell verdict = VerdictCell.of(kind, "");
        Table table = Table.of(
                "t",
                "",
                List.of(Column.of(""), Column.of("v"), Column.of("brief")),
                List.of(Row.of(Text.of("row"), verdict, verdict.asMark())));

        List<String> cells = html(table).select("td.verdict").eachText();

        String words = kind.mark() + " " + kind.word();
        assertEquals(List.of(words, words), cells);
    }

    @Test
    void aWideTableIsShownInPartsThatKeepGroupsWholeAndRepeatTheKeys() {
        Document html = html(wide(8));

        List<List<String>> groups = html.select("table").stream()
                .map(part -> part.select("th.group").eachText())
                .toList();

        assertTrue(groups.size() > 1, groups.toString());
        assertEquals(
                IntStream.range(0, 8).mapToObj(g -> "group " + g).toList(),
                groups.stream().flatMap(List::stream).toList());
        for (var part : html.select("table")) {
            assertEquals(
                    List.of("row", "metric"), part.select("thead th[rowspan]").eachText());
            assertEquals(
                    List.of("row 1", "F1"), part.select("tbody th[scope=row]").eachText());
        }
    }

    @Test
    void eachPartHasANameOfItsOwn() {
        Document html = html(wide(8));

        int parts = html.select("table").size();
        assertEquals(
                IntStream.rangeClosed(1, parts)
                        .mapToObj(part -> "part " + part + " of " + parts)
                        .toList(),
                html.select("[role=region]").eachAttr("aria-label"));
        for (var region : html.select("[role=region]")) {
            String label = "table-t-caption " + region.id();
            assertEquals(label, region.attr("aria-labelledby"));
            assertEquals(label, region.selectFirst("table").attr("aria-labelledby"));
        }
    }

    @Test
    void aTableThatFitsIsOnePart() {
        assertEquals(1, html(wide(1)).select("table").size());
    }

    @Test
    void eachCellHasItsHeadForNarrowPages() {
        Document html = html(wide(2));

        assertEquals(
                "group 1, value of some length", html.select("tbody td").last().attr("data-head"));
    }

    private static Document html(Table table) {
        Markup html = new Markup();
        HtmlTable.write(table, "table-t", "Table 1.", "tables/t.csv", html);
        return Jsoup.parse(html.toString());
    }

    private static Table rows(int count) {
        return Table.of(
                "t",
                "",
                List.of(Column.of("row"), Column.of("value")),
                IntStream.range(0, count)
                        .mapToObj(i -> Row.of(Text.of("row " + i), Count.of(i)))
                        .toList());
    }

    /** Two columns that say what a row is about, and groups of three of about 240 pixels. */
    private static Table wide(int groups) {
        List<Column> columns = new ArrayList<>(List.of(Column.of("row"), Column.of("metric")));
        List<TableCell> cells = new ArrayList<>(List.of(Text.of("row 1"), Text.of("F1")));
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < 3; i++) {
                columns.add(Column.in("group " + g, "value of some length"));
                cells.add(Count.of(1_000_000));
            }
        }
        return Table.of("t", "", columns, List.of(new Row(cells, false))).withKeys(2);
    }
}
