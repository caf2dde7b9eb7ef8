package org.ctbench.reports.formats;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.ctbench.reports.document.Table;

/** One table with caption and notes; a long one is folded on screen, a wide one is shown in parts. */
final class HtmlTable {
    /** The most rows of a table that is not folded. */
    static final int MOST_ROWS = 20;

    /** Rows of a folded table that are shown. */
    static final int SHOWN_ROWS = 10;

    private final Table table;
    private final String anchor;
    private final Footnotes notes;
    private final Markup html;
    private final TableParts layout;
    private final IntFunction<String[]> attributes; // of a row

    private HtmlTable(Table table, String anchor, Markup html, TableParts layout, IntFunction<String[]> attributes) {
        this.table = table;
        this.anchor = anchor;
        this.notes = Footnotes.of(table);
        this.html = html;
        this.layout = layout;
        this.attributes = attributes;
    }

    /**
     * Writes a table with its caption.
     *
     * @param anchor unique on the page
     * @param label such as {@code Table 3.}
     * @param csv path of its CSV file
     */
    static void write(Table table, String anchor, String label, String csv, Markup html) {
        html.open("div", "class", "table", "id", anchor).line();
        html.open("p", "class", "caption", "id", anchor + "-caption");
        html.open("span")
                .element("b", label)
                .text(" " + table.caption())
                .close("span")
                .text(" ");
        html.open("span", "class", "files").element("a", "CSV", "href", csv).close("span");
        html.close("p").line();
        new HtmlTable(table, anchor, html, TableParts.of(table), row -> new String[0]).content(anchor + "-caption");
        html.close("div").line();
    }

    /**
     * Writes a table that has its caption elsewhere.
     *
     * @param anchor unique on the page
     * @param caption id of the element that says what the table shows
     */
    static void writeBare(Table table, String anchor, String caption, Markup html) {
        bare(new HtmlTable(table, anchor, html, TableParts.of(table), row -> new String[0]), caption);
    }

    /**
     * Likewise, with each row once, so that it can be counted and filtered by its attributes.
     *
     * @param attributes name, value, name, value of a row, by its index
     */
    static void writeBare(Table table, String anchor, String caption, Markup html, IntFunction<String[]> attributes) {
        bare(new HtmlTable(table, anchor, html, TableParts.whole(table), attributes), caption);
    }

    private static void bare(HtmlTable table, String caption) {
        table.html.open("div", "class", "table", "id", table.anchor).line();
        table.content(caption);
        table.html.close("div").line();
    }

    private void content(String caption) {
        int shown = table.rows().size() > MOST_ROWS ? SHOWN_ROWS : table.rows().size();
        if (shown < table.rows().size()) {
            fold(shown);
        }
        int parts = layout.parts().size();
        for (int part = 1; part <= parts; part++) {
            String own = parts == 1 ? "" : anchor + "-part-" + part;
            String label = (caption + " " + own).strip(); // the caption, then the name of the part itself
            String name = parts == 1 ? "" : "part " + part + " of " + parts;
            html.open(
                    "div",
                    "class",
                    "scroll",
                    "id",
                    own,
                    "role",
                    "region",
                    "tabindex",
                    "0",
                    "aria-label",
                    name,
                    "aria-labelledby",
                    label);
            String names = (layout.dense() ? "dense" : "") + (layout.narrow() ? "" : " cards");
            html.open("table", "aria-labelledby", label, "class", names.strip()).line();
            HtmlGrid grid = new HtmlGrid(table, layout.parts().get(part - 1), notes, anchor, html);
            grid.head();
            html.open("tbody").line();
            grid.rows(0, shown, attributes);
            html.close("tbody");
            if (shown < table.rows().size()) {
                html.open("tbody", "class", "rest").line();
                grid.rows(shown, table.rows().size(), attributes);
                html.close("tbody");
            }
            html.close("table").close("div").line();
        }
        footnotes(shown);
    }

    /** What a reader opens to see all rows. It is empty: a style sheet hides the rest of the rows on screen while it is closed. */
    private void fold(int shown) {
        html.open("details", "class", "fold").open("summary");
        html.element("span", "Show all " + table.rows().size() + " rows", "class", "closed");
        html.element("span", "Show the first " + shown + " rows only", "class", "opened");
        html.close("summary").close("details").line();
    }

    private void footnotes(int shown) {
        if (notes.all().isEmpty() && table.notes().isEmpty()) {
            return;
        }
        Set<String> ofShown = new HashSet<>();
        table.rows().subList(0, shown).forEach(row -> row.cells().forEach(cell -> ofShown.addAll(cell.notes())));
        html.open("div", "class", "notes").line();
        notes.all()
                .forEach((note, letter) -> html.open(
                                "p",
                                "id",
                                HtmlGrid.noteAnchor(anchor, letter),
                                "class",
                                ofShown.contains(note) ? "" : "rest")
                        .element("sup", letter)
                        .text(" " + note)
                        .close("p")
                        .line());
        table.notes().forEach(note -> html.element("p", note).line());
        html.close("div").line();
    }
}
