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

/** Some columns of a table as one HTML table: heads that name their scope, rows, and letters that lead to notes. */
final class HtmlGrid {
    private final Table table;
    private final Labels labels;
    private final int[] columns;
    private final Footnotes notes;
    private final String anchor;
    private final Markup html;

    /**
     * @param columns which ones, in their order
     * @param notes of the whole table
     * @param anchor what the anchors of its notes begin with
     */
    HtmlGrid(Table table, int[] columns, Footnotes notes, String anchor, Markup html) {
        this.table = table;
        this.labels = Labels.of(table);
        this.columns = columns;
        this.notes = notes;
        this.anchor = anchor;
        this.html = html;
    }

    /** The anchor of a note. */
    static String noteAnchor(String anchor, String letter) {
        return anchor + "-note-" + letter;
    }

    void head() {
        html.open("thead").line();
        if (grouped()) {
            html.open("tr");
            for (int i = 0; i < columns.length; ) {
                i += groupFrom(i);
            }
            html.close("tr").line();
        }
        html.open("tr");
        for (int c : columns) {
            if (!grouped() || !column(c).group().isEmpty()) {
                columnHead(c, 1);
            }
        }
        html.close("tr").line().close("thead").line();
    }

    private boolean grouped() {
        return Arrays.stream(columns).anyMatch(c -> !column(c).group().isEmpty());
    }

    private Column column(int column) {
        return table.columns().get(column);
    }

    /** Writes the common head of the columns from here on; returns how many it spans. */
    private int groupFrom(int first) {
        String group = column(columns[first]).group();
        if (group.isEmpty()) {
            columnHead(columns[first], 2);
            return 1;
        }
        int end = first + 1;
        while (end < columns.length && column(columns[end]).group().equals(group)) {
            end++;
        }
        int span = end - first;
        html.element("th", group, "scope", "colgroup", "colspan", String.valueOf(span), "class", "group");
        return span;
    }

    private void columnHead(int column, int rows) {
        String names = (labels.numeric(column) ? "num" : "") + (startsGroup(column) ? " first" : "");
        html.element(
                "th",
                labels.name(column),
                "scope",
                "col",
                "rowspan",
                rows == 1 ? "" : String.valueOf(rows),
                "class",
                names.strip());
    }

    /**
     * Rows of the table.
     *
     * @param attributes name, value, name, value of a row, by its index
     */
    void rows(int from, int to, IntFunction<String[]> attributes) {
        for (int r = from; r < to; r++) {
            row(table.rows().get(r), attributes.apply(r));
        }
    }

    private void row(Row row, String... more) {
        String[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "class";
        all[more.length + 1] = row.total() ? "total" : "";
        html.open("tr", all);
        for (int c : columns) {
            TableCell cell = row.cells().get(c);
            String head = labels.fullName(c);
            boolean key = c < table.keys();
            if (key) {
                html.open("th", "scope", "row", "class", classes(c, cell), "data-head", head);
            } else {
                html.open("td", "class", classes(c, cell), "data-head", head);
            }
            content(c, cell);
            html.close(key ? "th" : "td");
        }
        html.close("tr").line();
    }

    private String classes(int column, TableCell cell) {
        String names = (labels.numeric(column) ? "num " : "")
                + (startsGroup(column) ? "first " : "")
                + column(column).origin().label()
                + (cell.emphasis() == Emphasis.ABSENT ? " absent" : "")
                + (cell.emphasis() == Emphasis.DIFFERS ? " differs" : "")
                + (TableParts.isLong(cell) ? " long" : "");
        String kind = cell.cssClass();
        return (names.strip() + (kind.isEmpty() ? "" : " " + kind)).strip();
    }

    private boolean startsGroup(int column) {
        String group = column(column).group();
        return column > 0 && !group.equals(column(column - 1).group());
    }

    private void content(int column, TableCell cell) {
        String element = cell.emphasis() == Emphasis.BEST ? "strong" : cell.code() ? "code" : "span";
        Optional<Annotated.Link> link = cell instanceof Annotated annotated ? annotated.link() : Optional.empty();
        link.ifPresent(this::link);
        String text = cell instanceof VerdictCell verdict ? verdict.inWords() : labels.readable(column, cell);
        html.element(element, text);
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
                    "#" + noteAnchor(anchor, letters.get(i)),
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
                    "the slices behind this value");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
