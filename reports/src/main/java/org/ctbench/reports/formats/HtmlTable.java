package org.ctbench.reports.formats;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Emphasis;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** One table with caption, heads that name their scope, and notes that link back. */
final class HtmlTable {
    /** Characters of a text that needs a wide column to be read. */
    private static final int LONG = 80;

    private final Table table;
    private final String anchor;
    private final Footnotes notes;
    private final Markup html;
    private final IntFunction<String[]> attributes; // of a row

    private HtmlTable(Table table, String anchor, Markup html, IntFunction<String[]> attributes) {
        this.table = table;
        this.anchor = anchor;
        this.notes = Footnotes.of(table);
        this.html = html;
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
        new HtmlTable(table, anchor, html, row -> new String[0]).grid(anchor + "-caption");
        html.close("div").line();
    }

    /**
     * Writes a table that has its caption elsewhere.
     *
     * @param anchor unique on the page
     * @param caption id of the element that says what the table shows
     */
    static void writeBare(Table table, String anchor, String caption, Markup html) {
        writeBare(table, anchor, caption, html, row -> new String[0]);
    }

    /**
     * Likewise, with further attributes of rows.
     *
     * @param attributes name, value, name, value of a row, by its index
     */
    static void writeBare(Table table, String anchor, String caption, Markup html, IntFunction<String[]> attributes) {
        html.open("div", "class", "table", "id", anchor).line();
        new HtmlTable(table, anchor, html, attributes).grid(caption);
        html.close("div").line();
    }

    private void grid(String caption) {
        html.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-labelledby", caption);
        html.open("table", "aria-labelledby", caption).line();
        head();
        html.open("tbody").line();
        for (int r = 0; r < table.rows().size(); r++) {
            row(table.rows().get(r), attributes.apply(r));
        }
        html.close("tbody").close("table").close("div").line();
        footnotes();
    }

    private void head() {
        html.open("thead").line();
        if (table.grouped()) {
            html.open("tr");
            for (int c = 0; c < table.columns().size(); ) {
                c += groupFrom(c);
            }
            html.close("tr").line();
        }
        html.open("tr");
        for (int c = 0; c < table.columns().size(); c++) {
            if (!table.grouped() || !table.columns().get(c).group().isEmpty()) {
                columnHead(c, 1);
            }
        }
        html.close("tr").line().close("thead").line();
    }

    /** Writes the common head of the columns from here on; returns how many it spans. */
    private int groupFrom(int first) {
        List<Column> columns = table.columns();
        String group = columns.get(first).group();
        if (group.isEmpty()) {
            columnHead(first, 2);
            return 1;
        }
        int end = first + 1;
        while (end < columns.size() && columns.get(end).group().equals(group)) {
            end++;
        }
        int span = end - first;
        html.element("th", group, "scope", "colgroup", "colspan", String.valueOf(span), "class", "group");
        return span;
    }

    private void columnHead(int column, int rows) {
        String names = (Labels.numeric(table, column) ? "num" : "") + (startsGroup(column) ? " first" : "");
        html.element(
                "th",
                Labels.name(table, column),
                "scope",
                "col",
                "rowspan",
                rows == 1 ? "" : String.valueOf(rows),
                "class",
                names.strip());
    }

    private void row(Row row, String... more) {
        String[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "class";
        all[more.length + 1] = row.total() ? "total" : "";
        html.open("tr", all);
        for (int c = 0; c < row.cells().size(); c++) {
            TableCell cell = row.cells().get(c);
            String element = c == 0 ? "th" : "td";
            html.open(element, "scope", c == 0 ? "row" : "", "class", classes(c, cell));
            content(c, cell);
            html.close(element);
        }
        html.close("tr").line();
    }

    private String classes(int column, TableCell cell) {
        String names = (Labels.numeric(table, column) ? "num " : "")
                + (startsGroup(column) ? "first " : "")
                + table.columns().get(column).origin().label()
                + (cell.emphasis() == Emphasis.ABSENT ? " absent" : "")
                + (cell.emphasis() == Emphasis.DIFFERS ? " differs" : "")
                + (!cell.numeric() && cell.text().length() > LONG ? " long" : "");
        String kind = cell.cssClass();
        return (names.strip() + (kind.isEmpty() ? "" : " " + kind)).strip();
    }

    private boolean startsGroup(int column) {
        String group = table.columns().get(column).group();
        return column > 0 && !group.equals(table.columns().get(column - 1).group());
    }

    private void content(int column, TableCell cell) {
        String element = cell.emphasis() == Emphasis.BEST ? "strong" : cell.code() ? "code" : "span";
        Optional<Annotated.Link> link = cell instanceof Annotated annotated ? annotated.link() : Optional.empty();
        link.ifPresent(this::link);
        if (cell instanceof VerdictCell verdict && verdict.brief()) {
            String word = verdict.kind().word();
            html.element("span", cell.text(), "role", "img", "aria-label", word, "title", word);
        } else {
            html.element(element, Labels.readable(table, column, cell));
        }
        html.verbatim(link.isPresent() ? "</a>" : "");
        List<String> letters = notes.letters(cell.notes());
        if (letters.isEmpty()) {
            return;
        }
        html.open("sup");
        for (int i = 0; i < letters.size(); i++) {
            html.text(i == 0 ? "" : ",");
            html.element(
                    "a",
                    letters.get(i),
                    "href",
                    "#" + noteAnchor(letters.get(i)),
                    "aria-label",
                    "note " + letters.get(i));
        }
        html.close("sup");
    }

    /** Leads to a section, to a gallery, which the script filters, or out of the page. */
    private void link(Annotated.Link link) {
        if (link instanceof Annotated.SectionLink to) {
            html.open("a", "href", "#" + HtmlWriter.anchor(to.section()));
        } else if (link instanceof Annotated.OuterLink to) {
            html.open("a", "href", to.address(), "rel", "noreferrer");
        } else if (link instanceof Annotated.GalleryLink to) {
            String query = to.filter().entrySet().stream()
                    .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                    .collect(Collectors.joining("&"));
            html.open(
                    "a",
                    "href",
                    "#" + HtmlGallery.anchor(to.gallery()),
                    "data-filter",
                    query,
                    "title",
                    "the images behind it");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void footnotes() {
        if (notes.all().isEmpty() && table.notes().isEmpty()) {
            return;
        }
        html.open("div", "class", "notes").line();
        notes.all()
                .forEach((note, letter) -> html.open("p", "id", noteAnchor(letter))
                        .element("sup", letter)
                        .text(" " + note)
                        .close("p")
                        .line());
        table.notes().forEach(note -> html.element("p", note).line());
        html.close("div").line();
    }

    private String noteAnchor(String letter) {
        return anchor + "-note-" + letter;
    }
}
