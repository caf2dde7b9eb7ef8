package org.ctbench.reports.document;

import java.util.List;
import org.ctbench.reports.cells.PlainText;

/**
 * A part of a report under one heading.
 *
 * @param id anchor of the section, {@code [a-z0-9._-]}
 * @param heading its heading
 * @param reading how to read the section, in one to three sentences; not blank
 * @param blocks in reading order; figures that follow each other stand side by side where the page is wide enough
 */
public record Section(String id, String heading, String reading, List<ContentBlock> blocks) {
    public Section {
        Ids.check("section", id);
        heading = PlainText.of("heading", heading);
        reading = PlainText.of("reading", reading).strip();
        if (reading.isEmpty()) {
            throw new IllegalArgumentException("section '" + id + "' does not say how to read it");
        }
        blocks = List.copyOf(blocks);
    }

    public static Section of(String id, String heading, String reading, ContentBlock... blocks) {
        return new Section(id, heading, reading, List.of(blocks));
    }

    List<Figure> figures() {
        return blocks.stream()
                .filter(Figure.class::isInstance)
                .map(Figure.class::cast)
                .toList();
    }

    List<Table> tables() {
        return blocks.stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }

    List<Gallery> galleries() {
        return blocks.stream()
                .filter(Gallery.class::isInstance)
                .map(Gallery.class::cast)
                .toList();
    }
}
