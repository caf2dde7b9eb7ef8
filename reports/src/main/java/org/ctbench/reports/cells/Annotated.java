package org.ctbench.reports.cells;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cell with more: an explanation below the table, or a link to a section, to the items of a gallery which it counts, or
 * out of the report.
 *
 * @param cell what is printed
 * @param note the explanation
 * @param link where it leads to on the page; elsewhere it is the cell
 */
public record Annotated(TableCell cell, Optional<String> note, Optional<Link> link) implements TableCell {
    public Annotated {
        Objects.requireNonNull(cell, "cell");
        note = note.map(text -> PlainText.of("note", text));
        Objects.requireNonNull(link, "link");
    }

    /** A place of the same report, or one outside it. */
    public sealed interface Link permits GalleryLink, SectionLink, OuterLink {}

    /**
     * Items of a gallery.
     *
     * @param gallery id of the gallery
     * @param filter name of an attribute to the value that the items shown have; empty for all items
     */
    public record GalleryLink(String gallery, Map<String, String> filter) implements Link {
        public GalleryLink {
            gallery = PlainText.of("gallery", gallery);
            filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
        }
    }

    /**
     * A section.
     *
     * @param section id of the section
     */
    public record SectionLink(String section) implements Link {
        public SectionLink {
            section = PlainText.of("section", section);
        }
    }

    /**
     * A file or page outside the report.
     *
     * @param address of {@code http}, {@code https} or {@code file}
     */
    public record OuterLink(String address) implements Link {
        private static final Pattern ADDRESS = Pattern.compile("(https?://|file:///)[^\\s\\p{Cntrl}]+");

        /** @throws IllegalArgumentException if it is no such address */
        public OuterLink {
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException("not an address to link to: " + address);
            }
        }
    }

    /** Has an explanation. */
    public static Annotated noted(TableCell cell, String note) {
        return new Annotated(cell, Optional.of(note), Optional.empty());
    }

    /** Leads to those items. */
    public static Annotated linked(TableCell cell, String gallery, Map<String, String> filter) {
        return new Annotated(cell, Optional.empty(), Optional.of(new GalleryLink(gallery, filter)));
    }

    /** Leads to a section. */
    public static Annotated linked(TableCell cell, String section) {
        return new Annotated(cell, Optional.empty(), Optional.of(new SectionLink(section)));
    }

    /** Leads out of the report. */
    public static Annotated linked(TableCell cell, OuterLink address) {
        return new Annotated(cell, Optional.empty(), Optional.of(address));
    }

    @Override
    public String text() {
        return cell.text();
    }

    @Override
    public String plain() {
        return cell.plain();
    }

    @Override
    public boolean numeric() {
        return cell.numeric();
    }

    @Override
    public boolean code() {
        return cell.code();
    }

    @Override
    public Unit unit() {
        return cell.unit();
    }

    @Override
    public Emphasis emphasis() {
        return cell.emphasis();
    }

    @Override
    public List<String> notes() {
        return Stream.concat(cell.notes().stream(), note.stream()).toList();
    }

    @Override
    public Optional<IntervalCell> interval() {
        return cell.interval();
    }

    @Override
    public Optional<Origin> origin() {
        return cell.origin();
    }

    @Override
    public String cssClass() {
        return cell.cssClass();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.annotated(this);
    }
}
