package org.ctbench.reports.document;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.reports.cells.Annotated;
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
    /** What the names of a figure's files for dark screens end with. */
    public static final String DARK = "-dark";

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two sections, two tables (or galleries) or two figures have one id, or a cell
     *     links to a gallery or section that is not there
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
            section.galleries().forEach(g -> claim(ids, "table", g.id()));
            section.figures().forEach(f -> claim(ids, "figure", f.id()));
            section.figures().forEach(f -> claim(ids, "figure", f.id() + DARK));
        }
        requireTargets(sections);
    }

    /** All figures in reading order. */
    public List<Figure> figures() {
        return sections.stream().flatMap(s -> s.figures().stream()).toList();
    }

    /** All tables in reading order, without those behind figures. */
    public List<Table> tables() {
        return sections.stream().flatMap(s -> s.tables().stream()).toList();
    }

    /** All galleries in reading order. */
    public List<Gallery> galleries() {
        return sections.stream().flatMap(s -> s.galleries().stream()).toList();
    }

    private static void requireTargets(List<Section> sections) {
        Set<String> ids = sections.stream().map(Section::id).collect(Collectors.toSet());
        Set<String> galleries = sections.stream()
                .flatMap(s -> s.galleries().stream())
                .map(Gallery::id)
                .collect(Collectors.toSet());
        Stream<Table> tables = sections.stream()
                .flatMap(s ->
                        Stream.concat(s.tables().stream(), s.figures().stream().map(Figure::data)));
        for (Table table : tables.toList()) {
            for (Annotated.Link link : table.links()) {
                if (link instanceof Annotated.GalleryLink to && !galleries.contains(to.gallery())) {
                    throw missing(table, "gallery '" + to.gallery());
                }
                if (link instanceof Annotated.SectionLink to && !ids.contains(to.section())) {
                    throw missing(table, "section '" + to.section());
                }
            }
        }
    }

    private static IllegalArgumentException missing(Table table, String target) {
        return new IllegalArgumentException(
                "table '" + table.id() + "' links to " + target + "', which the report does not have");
    }

    private static void claim(Set<String> ids, String kind, String id) {
        if (!ids.add(kind + " " + id)) {
            throw new IllegalArgumentException("two of the report's " + kind + "s have the id '" + id + "'");
        }
    }
}
