package org.ctbench.reports.formats;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Emphasis;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** One table with booktabs rules; a long one breaks across pages. */
final class LatexTable {
    private static final int MOST_ROWS = 36; // of a table that stays on one page

    private final Table table;
    private final Labels labels;
    private final Footnotes notes;

    private LatexTable(Table table) {
        this.table = table;
        this.labels = Labels.of(table);
        this.notes = Footnotes.of(table);
    }

    static String write(Table table) {
        LatexTable writer = new LatexTable(table);
        return table.rows().size() > MOST_ROWS ? writer.broken() : writer.whole();
    }

    private String whole() {
        return "\\begin{table}[H]\n\\centering\n\\small\n" + caption() + "\n\\begin{ctbtabular}{" + alignment() + "}\n"
                + head() + rows() + "\\bottomrule\n\\end{ctbtabular}\n" + footnotes() + "\\end{table}\n\n";
    }

    private String broken() {
        return "{\\footnotesize\n\\setlength{\\tabcolsep}{3pt}\n\\begin{longtable}{" + alignment() + "}\n" + caption()
                + "\\\\\n" + head() + "\\endfirsthead\n" + head() + "\\endhead\n" + rows()
                + "\\bottomrule\n\\end{longtable}\n" + footnotes() + "}\n\n";
    }

    private String caption() {
        return "\\caption{" + Latex.escape(table.caption()) + "}";
    }

    private String alignment() {
        return columns().mapToObj(c -> labels.numeric(c) ? "r" : "l").collect(Collectors.joining());
    }

    private IntStream columns() {
        return IntStream.range(0, table.columns().size());
    }

    private String head() {
        String names = columns().mapToObj(c -> Latex.escape(labels.name(c))).collect(Collectors.joining(" & "));
        return "\\toprule\n" + (table.grouped() ? groups() : "") + names + " \\\\\n\\midrule\n";
    }

    /** A line of common heads, and a rule below each. */
    private String groups() {
        List<Column> columns = table.columns();
        StringBuilder heads = new StringBuilder();
        StringBuilder rules = new StringBuilder();
        for (int first = 0; first < columns.size(); ) {
            String group = columns.get(first).group();
            int end = first + 1;
            while (end < columns.size() && columns.get(end).group().equals(group)) {
                end++;
            }
            heads.append(first == 0 ? "" : " & ");
            heads.append("\\multicolumn{" + (end - first) + "}{" + (group.isEmpty() ? "l" : "c") + "}{")
                    .append(Latex.escape(group))
                    .append("}");
            if (!group.isEmpty()) {
                rules.append("\\cmidrule(lr){" + (first + 1) + "-" + end + "}");
            }
            first = end;
        }
        return heads + " \\\\\n" + rules + "\n";
    }

    private String rows() {
        return table.rows().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Row row) {
        String cells = columns().mapToObj(c -> cell(row, c)).collect(Collectors.joining(" & "));
        return (row.total() ? "\\midrule\n" : "") + cells + " \\\\\n";
    }

    private String cell(Row row, int column) {
        TableCell cell = row.cells().get(column);
        String text = labels.readable(column, cell);
        String marked = cell.code() ? Latex.code(text) : Latex.escape(text);
        boolean bold = cell.emphasis() == Emphasis.BEST || row.total();
        String letters = String.join(",", notes.letters(cell.notes()));
        return (bold ? "\\textbf{" + marked + "}" : marked)
                + (letters.isEmpty() ? "" : "\\textsuperscript{" + letters + "}");
    }

    private String footnotes() {
        if (notes.all().isEmpty() && table.notes().isEmpty()) {
            return "";
        }
        String lettered = notes.all().entrySet().stream()
                .map(e -> "\\textsuperscript{" + e.getValue() + "} " + Latex.escape(e.getKey()) + "\\par\n")
                .collect(Collectors.joining());
        String remarks =
                table.notes().stream().map(n -> Latex.escape(n) + "\\par\n").collect(Collectors.joining());
        return "\\begin{ctbnotes}\n" + lettered + remarks + "\\end{ctbnotes}\n";
    }
}
