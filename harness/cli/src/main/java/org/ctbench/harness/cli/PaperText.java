package org.ctbench.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ctbench.harness.papers.Claim;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.Quote;
import org.ctbench.splits.text.TextTable;

/** Published values as text for a terminal. */
final class PaperText {
    private static final String LEGEND = "* the paper's best   ~ derived, not printed   + filled in by you"
            + "   - no value in the paper   x not recoverable\n";

    private final Paper paper;
    private final StringBuilder text = new StringBuilder();

    private PaperText(Paper paper) {
        this.paper = paper;
    }

    /** One line per paper: how much of it is known. */
    static String list(List<Paper> papers) {
        TextTable table = TextTable.of("id", ">tables", ">stated", ">derived", ">not recoverable", "where it appeared");
        for (Paper paper : papers) {
            table.row(
                    paper.id(),
                    Integer.toString(paper.tables().size()),
                    Long.toString(count(paper, PublishedCell.Stated.class)),
                    Long.toString(count(paper, PublishedCell.Derived.class)),
                    Long.toString(count(paper, PublishedCell.Unrecoverable.class)),
                    paper.cite().orElse(""));
        }
        return table.text();
    }

    /** Cells of that kind in all tables. */
    static long count(Paper paper, Class<? extends PublishedCell> kind) {
        return paper.tables().stream()
                .flatMap(t -> t.rows().stream())
                .flatMap(r -> r.cells().values().stream())
                .filter(kind::isInstance)
                .count();
    }

    /** The tables of a paper with marks, each followed by what is known of its cells; then what its text says, and which models it calls better. */
    static String show(Paper paper) {
        PaperText shown = new PaperText(paper);
        shown.head();
        paper.tables().forEach(shown::table);
        shown.quotes();
        shown.claims();
        return shown.text.toString();
    }

    private void head() {
        line(paper.title());
        paper.cite().ifPresent(this::line);
        paper.doi().ifPresent(doi -> line("doi " + doi));
        paper.note().ifPresent(this::line);
        text.append('\n').append(LEGEND);
    }

    private void table(PublishedTable table) {
        List<String> notes = new ArrayList<>();
        line("");
        line(heading(table) + paper.setOf(table).map(PaperText::counts).orElse(""));
        TextTable grid = TextTable.of(header(table));
        for (PublishedRow row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.name()));
            for (PublishedCell cell : row.cells().values()) {
                cells.add(mark(cell));
                cells.add(note(cell, table, notes));
            }
            grid.row(cells.toArray(String[]::new));
        }
        text.append(grid.text());
        for (int i = 0; i < notes.size(); i++) {
            line("  [" + (i + 1) + "] " + notes.get(i));
        }
        table.rows().forEach(row -> row.note().ifPresent(n -> line("  " + row.name() + ": " + n)));
        table.columns().forEach(column -> column.note().ifPresent(n -> line("  " + column.name() + ": " + n)));
        table.note().ifPresent(n -> line("  " + n));
    }

    private static String[] header(PublishedTable table) {
        List<String> names = new ArrayList<>(List.of(""));
        for (PublishedColumn column : table.columns()) {
            String symbol = column.unit().symbol();
            names.add(">" + column.name() + (symbol.isEmpty() ? "" : " " + symbol));
            names.add(""); // numbers of notes
        }
        return names.toArray(String[]::new);
    }

    private static String mark(PublishedCell cell) {
        String best = cell.remarks().best() ? "*" : "";
        if (cell instanceof PublishedCell.Absent) {
            return "-";
        }
        if (cell.digits().isEmpty()) {
            return best + "x";
        }
        String origin = cell.remarks().byUser() ? "+" : cell instanceof PublishedCell.Derived ? "~" : "";
        return best + origin + cell.digits().get();
    }

    /** Number of the cell's note; empty where the cell needs none, as the paper just prints it in this table. */
    private static String note(PublishedCell cell, PublishedTable table, List<String> notes) {
        String note = cell.explanation();
        if (cell instanceof PublishedCell.Absent && cell.remarks().note().isEmpty()
                || note.equals("stated: Table " + table.number())) {
            return "";
        }
        if (!notes.contains(note)) {
            notes.add(note);
        }
        return "[" + (notes.indexOf(note) + 1) + "]";
    }

    private static String heading(PublishedTable table) {
        String number = "Table " + table.number();
        return table.title().equals(number) ? number : number + ": " + table.title();
    }

    private static String counts(PublishedSet set) {
        return set.counts().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", ", " (", " images)"));
    }

    private void quotes() {
        if (!paper.quotes().isEmpty()) {
            line("");
            line("What the text says of them:");
        }
        for (Quote quote : paper.quotes()) {
            line("  " + quote.says() + " (" + quote.where()
                    + quote.discrepancy().map(d -> "; " + d).orElse("") + ")");
        }
    }

    private void claims() {
        if (!paper.claims().isEmpty()) {
            line("");
            line("Which models it calls better:");
        }
        for (Claim claim : paper.claims()) {
            PublishedTable table = paper.table(claim.table());
            line("  Table " + claim.table() + ", "
                    + table.column(claim.column()).name() + ": "
                    + table.row(claim.better()).name() + " over "
                    + table.row(claim.than()).name() + " ("
                    + claim.where() + claim.discrepancy().map(d -> "; " + d).orElse("") + ")");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
