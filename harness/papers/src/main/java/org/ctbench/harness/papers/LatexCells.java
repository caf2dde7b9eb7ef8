package org.ctbench.harness.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.papers.TypedTable.Cell;

/** The cells of the first {@code tabular} of a LaTeX text, or of rows without one. */
final class LatexCells {
    private static final Pattern TABULAR =
            Pattern.compile("\\\\begin\\{(tabular[*xy]?|longtable)\\}(.*?)\\\\end\\{\\1\\}", Pattern.DOTALL);
    private static final Pattern RULES =
            Pattern.compile("\\\\(hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot)\\b"
                    + "|\\\\(cline|cmidrule|addlinespace|rowcolor)(\\([^)]*\\)|\\[[^\\]]*\\])*(\\{[^}]*\\})?");
    private static final Pattern SPAN =
            Pattern.compile("\\\\multicolumn\\s*\\{\\s*(\\d{1,2})\\s*\\}\\s*\\{[^}]*\\}\\s*(\\{.*)", Pattern.DOTALL);
    private static final Pattern ROWS = Pattern.compile("\\\\multirow\\s*\\{[^}]*\\}\\s*\\{[^}]*\\}\\s*");
    private static final Pattern REFERENCES =
            Pattern.compile("\\\\(cite[a-z]*|ref|footnote|footnotemark|label)\\s*(\\[[^\\]]*\\])?(\\{[^}]*\\})?");
    private static final Pattern BOLD = Pattern.compile("\\\\(textbf|mathbf|bf|bfseries|boldsymbol)\\b");

    private LatexCells() {}

    static List<List<Cell>> of(String text) {
        String plain = text.replaceAll("(?<!\\\\)%.*", "");
        Matcher tabular = TABULAR.matcher(plain);
        String body = tabular.find() ? withoutArguments(tabular.group(2)) : plain;
        List<List<Cell>> grid = new ArrayList<>();
        for (String row :
                RULES.matcher(body).replaceAll("").split("\\\\\\\\(\\s*\\[[^\\]]*\\])?|\\\\tabularnewline\\b")) {
            if (!row.isBlank()) {
                List<Cell> cells = new ArrayList<>();
                for (String cell : row.split("(?<!\\\\)&", -1)) {
                    add(cell.strip(), cells);
                }
                grid.add(cells);
            }
        }
        return grid;
    }

    /** What is left behind the arguments of {@code \begin{tabular}}: position, width, columns. */
    private static String withoutArguments(String body) {
        String left = body;
        while (left.stripLeading().startsWith("{") || left.stripLeading().startsWith("[")) {
            left = left.stripLeading();
            left = left.substring(left.startsWith("{") ? closing(left) + 1 : left.indexOf(']') + 1);
        }
        return left;
    }

    /** Where the brace closes that the text begins with; its last character if none does. */
    private static int closing(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length() - 1;
    }

    private static void add(String cell, List<Cell> cells) {
        Matcher span = SPAN.matcher(cell);
        int columns = 1;
        String text = cell;
        if (span.find()) {
            columns = Math.max(1, Integer.parseInt(span.group(1)));
            text = span.group(2);
        }
        text = ROWS.matcher(text).replaceAll("");
        boolean bold = BOLD.matcher(text).find();
        String plain = REFERENCES
                .matcher(text)
                .replaceAll("")
                .replace("\\pm", "\u00b1")
                .replace("\\%", "%")
                .replace("\\&", "&")
                .replace("\\_", "_")
                .replace("~", " ")
                .replaceAll("\\\\[,;! ]", "")
                .replaceAll("\\\\[a-zA-Z]+\\*?", "")
                .replaceAll("[{}$]", "")
                .replaceAll("-{2,3}", "-")
                .strip();
        for (int i = 0; i < columns; i++) {
            cells.add(new Cell(plain, bold));
        }
    }
}
