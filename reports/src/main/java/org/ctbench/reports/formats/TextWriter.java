package org.ctbench.reports.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Facts;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Blocks of a report as plain text for a terminal: columns two blanks apart, numbers flush right, no blanks at line ends. */
public final class TextWriter implements ContentBlock.Visitor<String> {
    private TextWriter() {}

    /** The blocks one below the other, each line ended by LF. */
    public static String write(List<? extends ContentBlock> blocks) {
        TextWriter writer = new TextWriter();
        return blocks.stream().map(block -> block.accept(writer)).collect(Collectors.joining());
    }

    @Override
    public String paragraph(Paragraph paragraph) {
        return paragraph.text() + "\n";
    }

    @Override
    public String notice(Notice notice) {
        return notice.text() + "\n";
    }

    @Override
    public String facts(Facts facts) {
        return facts.facts().stream()
                .map(fact -> fact.name() + ": " + fact.value() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String figure(Figure figure) {
        return figure.caption() + "\n";
    }

    @Override
    public String gallery(Gallery gallery) {
        return table(gallery.data());
    }

    @Override
    public String table(Table table) {
        Footnotes notes = Footnotes.of(table);
        int columns = table.columns().size();
        List<List<String>> lines = new ArrayList<>();
        lines.add(IntStream.range(0, columns)
                .mapToObj(c -> Labels.fullName(table, c))
                .toList());
        for (Row row : table.rows()) {
            lines.add(IntStream.range(0, columns)
                    .mapToObj(c -> cell(table, row.cells().get(c), c, notes))
                    .toList());
        }
        StringBuilder text = new StringBuilder(table.caption().isBlank() ? "" : table.caption() + "\n");
        int[] widths = IntStream.range(0, columns)
                .map(c -> lines.stream()
                        .mapToInt(line -> line.get(c).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : lines) {
            text.append(line(table, line, widths)).append('\n');
        }
        notes.all()
                .forEach((note, letter) ->
                        text.append(letter).append(": ").append(note).append('\n'));
        table.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static String cell(Table table, TableCell cell, int column, Footnotes notes) {
        List<String> letters = notes.letters(cell.notes());
        return Labels.readable(table, column, cell) + (letters.isEmpty() ? "" : " " + String.join(",", letters));
    }

    private static String line(Table table, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String gap = " ".repeat(widths[c] - cells.get(c).length());
            boolean right = Labels.numeric(table, c);
            line.append(c == 0 ? "" : "  ").append(right ? gap + cells.get(c) : cells.get(c) + gap);
        }
        return line.toString().stripTrailing();
    }
}
