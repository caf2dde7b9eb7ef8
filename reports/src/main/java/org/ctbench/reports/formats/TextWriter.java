package org.ctbench.reports.formats;

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
import org.ctbench.splits.text.TextTable;

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
        Labels labels = Labels.of(table);
        int columns = table.columns().size();
        TextTable lines = TextTable.of(IntStream.range(0, columns)
                .mapToObj(c -> (labels.numeric(c) ? ">" : "") + labels.fullName(c))
                .toArray(String[]::new));
        for (Row row : table.rows()) {
            lines.row(IntStream.range(0, columns)
                    .mapToObj(c -> cell(labels, row.cells().get(c), c, notes))
                    .toArray(String[]::new));
        }
        StringBuilder text = new StringBuilder(table.caption().isBlank() ? "" : table.caption() + "\n");
        text.append(lines.text());
        notes.all()
                .forEach((note, letter) ->
                        text.append(letter).append(": ").append(note).append('\n'));
        table.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static String cell(Labels labels, TableCell cell, int column, Footnotes notes) {
        List<String> letters = notes.letters(cell.notes());
        return labels.readable(column, cell) + (letters.isEmpty() ? "" : " " + String.join(",", letters));
    }
}
