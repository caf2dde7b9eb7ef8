package org.ctbench.reports.formats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Letters for the notes of a table's cells: a, b, …, z, aa; equal notes share one. */
final class Footnotes {
    private final Map<String, String> letters = new LinkedHashMap<>();

    private Footnotes() {}

    static Footnotes of(Table table) {
        Footnotes notes = new Footnotes();
        for (Row row : table.rows()) {
            row.cells().forEach(c -> c.notes().forEach(notes::add));
        }
        return notes;
    }

    /** Letters of a cell's notes, in the order in which they are explained. */
    List<String> letters(List<String> ofCell) {
        return ofCell.stream().map(letters::get).distinct().toList();
    }

    /** Note to letter, in order. */
    Map<String, String> all() {
        return letters;
    }

    private void add(String note) {
        letters.computeIfAbsent(note, n -> letter(letters.size()));
    }

    private static String letter(int index) {
        String last = String.valueOf((char) ('a' + index % 26));
        return index < 26 ? last : letter(index / 26 - 1) + last;
    }
}
