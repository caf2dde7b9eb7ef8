package org.ctbench.reports.document;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ctbench.reports.cells.PlainText;

/**
 * A whole report.
 *
 * @param id name of the report, {@code [a-z0-9._-]}
 * @param title headline
 * @param notice what a reader must know before anything else, such as that the data are generated
 * @param facts what the report rests on: plan, digests, versions, seeds
 * @param sections in reading order
 */
public record Report(String id, String title, Optional<Notice> notice, List<Fact> facts, List<Section> sections) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two sections, two tables or two figures have one id
     */
    public Report {
        Ids.check("report", id);
        title = PlainText.of("title", title);
        Objects.requireNonNull(notice, "notice");
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            claim(ids, "section", section.id());
            section.tables().forEach(t -> claim(ids, "table", t.id()));
            section.figures().forEach(f -> claim(ids, "figure", f.id()));
        }
    }

    /** All figures in reading order. */
    public List<Figure> figures() {
        return sections.stream().flatMap(s -> s.figures().stream()).toList();
    }

    /** All tables in reading order, without those behind figures. */
    public List<Table> tables() {
        return sections.stream().flatMap(s -> s.tables().stream()).toList();
    }

    private static void claim(Set<String> ids, String kind, String id) {
        if (!ids.add(kind + " " + id)) {
            throw new IllegalArgumentException("two of the report's " + kind + "s have the id '" + id + "'");
        }
    }
}
