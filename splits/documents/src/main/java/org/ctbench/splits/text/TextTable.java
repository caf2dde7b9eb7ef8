package org.ctbench.splits.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table in plain text, columns two blanks apart; without a header if no column has a name. */
public final class TextTable {
    private final List<String> header;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(List<String> header, boolean[] right) {
        this.header = header;
        this.right = right;
    }

    /** A table with these columns; a name that begins with {@code >} stands above a column that is flush right. */
    public static TextTable of(String... columns) {
        boolean[] right = new boolean[columns.length];
        List<String> header = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            right[i] = columns[i].startsWith(">");
            header.add(right[i] ? columns[i].substring(1) : columns[i]);
        }
        return new TextTable(header, right);
    }

    /**
     * Adds a row; each cell is one line, as {@link Escapes#line} shows it.
     *
     * @throws IllegalArgumentException if it has more or fewer cells than there are columns
     */
    public void row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(header.size() + " columns, but a row of " + cells.length);
        }
        rows.add(Stream.of(cells).map(Escapes::line).toList());
    }

    /** The table, each line ended by LF; no blanks at line ends. */
    public String text() {
        int[] widths = new int[header.size()];
        List<List<String>> all = new ArrayList<>();
        if (header.stream().anyMatch(name -> !name.isEmpty())) {
            all.add(header);
        }
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(right[i] ? gap + row.get(i) : row.get(i) + gap);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
