package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the lines of a list look: text with fields in angle brackets, {@code <image> <label> <xmin> <ymin> <xmax> <ymax>}.
 * Every list is ASCII text with one image per line and LF line ends. Immutable.
 *
 * <ul>
 *   <li>{@code <image>}: name of the image; where a line has none it is {@code <class>_<rest>}
 *   <li>{@code <label>}, {@code <class>}: class of the slice, by its number or by a word for it
 *   <li>{@code <patient>}, {@code <scan>}, {@code <slice>}: where the slice comes from
 *   <li>{@code <rest>}: what follows the class in the name of the image
 *   <li>{@code <xmin>}, {@code <ymin>}, {@code <xmax>}, {@code <ymax>}: bounding box of the body, all four or none
 *   <li>{@code <other>}: a value that is not used; it may stand there several times
 * </ul>
 */
public final class ListFormat {
    private static final String NUMBER = "0|[1-9][0-9]{0,8}";
    private static final List<String> EDGES = List.of("xmin", "ymin", "xmax", "ymax");
    private static final String OTHER = "other";
    private static final List<String> NUMBERS = List.of("label", "slice", "xmin", "ymin", "xmax", "ymax");
    private static final List<String> TEXTS = List.of("image", "rest", "class", "patient", "scan");
    private static final Pattern FIELD = Pattern.compile("<([a-z]+)>");

    /** Lists of COVIDx-CT. */
    public static final ListFormat COVIDX = new ListFormat("<image> <label> <xmin> <ymin> <xmax> <ymax>");

    /** Lists in which the class of a COVIDx-CT name is written as its number. */
    public static final ListFormat COVIDX_SAMPLE = new ListFormat("<label>_<rest>");

    /** Lists of images alone. */
    public static final ListFormat LESION = new ListFormat("<image>");

    /** Lists in which the number of the class stands before the name of the image. */
    public static final ListFormat ICTCF = new ListFormat("<label>_<image>");

    private final String line;
    private final Pattern pattern;
    private final List<String> fields = new ArrayList<>();

    private ListFormat(String line) {
        this.line = line;
        StringBuilder regex = new StringBuilder();
        Matcher m = FIELD.matcher(line);
        int end = 0;
        while (m.find()) {
            regex.append(Pattern.quote(line.substring(end, m.start()))).append(group(m.group(1)));
            end = m.end();
        }
        pattern =
                Pattern.compile(regex.append(Pattern.quote(line.substring(end))).toString());
        requireWhole();
    }

    private String group(String field) {
        boolean separated = line.matches(".*[,;\t].*"); // then a blank is a part of a value
        String text = separated ? "[^,;\t]" : "\\S";
        if (field.equals(OTHER)) {
            return text + "*?";
        }
        if (!NUMBERS.contains(field) && !TEXTS.contains(field)) {
            throw new IllegalArgumentException("'format' has the field <" + field + ">, which means nothing");
        }
        if (fields.contains(field)) {
            throw new IllegalArgumentException("'format' has the field <" + field + "> twice");
        }
        fields.add(field);
        return "(?<" + field + ">" + (NUMBERS.contains(field) ? NUMBER : text + "+?") + ")";
    }

    private void requireWhole() {
        boolean composed = has("rest") && (has("label") || has("class"));
        if (has("image") == composed) {
            throw new IllegalArgumentException("'format' needs <image>, or <rest> and <label> or <class>, not " + line);
        }
        if (EDGES.stream().anyMatch(this::has) && !fields.containsAll(EDGES)) {
            throw new IllegalArgumentException("'format' needs all four edges of a box or none, not " + line);
        }
    }

    /**
     * The format with that line.
     *
     * @throws IllegalArgumentException if a field is unknown or there twice, or no field names the image
     */
    @JsonCreator
    public static ListFormat of(String line) {
        Required.text(line, "format");
        return new ListFormat(line);
    }

    /** How a line looks. */
    @JsonValue
    public String line() {
        return line;
    }

    /** The fields of a line; empty if it does not look so. */
    public Optional<Matcher> matcher(String text) {
        return Optional.of(pattern.matcher(text)).filter(Matcher::matches);
    }

    /** Whether lines have that field. */
    public boolean has(String field) {
        return fields.contains(field);
    }

    /** Whether lines hold the box of the body. */
    public boolean hasBox() {
        return has(EDGES.get(0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListFormat format && format.line.equals(line);
    }

    @Override
    public int hashCode() {
        return line.hashCode();
    }

    @Override
    public String toString() {
        return line;
    }
}
