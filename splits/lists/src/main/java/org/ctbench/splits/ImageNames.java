package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How the images of a data set are called and where they lie below its folder.
 *
 * @param name regular expression of an image's name; its named groups {@code class}, {@code patient}, {@code scan} and
 *     {@code slice} say where the slice comes from, as far as a name tells: {@code class} is a word for a class, {@code
 *     patient} is unique in the data set, {@code slice} is the position in the scan
 * @param example a name, for messages
 * @param separator character between the parts of a name that may be folders instead: with {@code _}, {@code
 *     NCP/96/1328/0032.*} is {@code NCP_96_1328_0032.png}, in any picture format
 * @param anyFormat whether the file itself may have another picture format than the name says; no if it is not
 *     written
 * @param imageFolders names of the folders that hold the images; any if empty
 * @param maskFolders names of the folders that hold the lesion masks, PNG files called like their images; without it there
 *     are no masks
 * @param folder data set in whose folder the images lie, if it is not this one's
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageNames(
        String name,
        String example,
        Optional<String> separator,
        Boolean anyFormat,
        List<String> imageFolders,
        List<String> maskFolders,
        Optional<String> folder) {
    private static final List<String> GROUPS = List.of("class", "patient", "scan", "slice");
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    /** @throws IllegalArgumentException if the pattern is none, has a group that means nothing or misses the example */
    public ImageNames {
        Required.text(name, "name");
        Required.text(example, "example");
        Objects.requireNonNull(separator);
        separator.ifPresent(s -> Required.matches(s, "[^/\\\\]", "separator", "one character"));
        anyFormat = anyFormat != null && anyFormat;
        imageFolders = imageFolders == null ? List.of() : List.copyOf(imageFolders);
        maskFolders = maskFolders == null ? List.of() : List.copyOf(maskFolders);
        Objects.requireNonNull(folder);
        folder.ifPresent(f -> Required.matches(f, DataSetLock.ID, "folder", DataSetLock.ID_FORM));
        for (String group : groups(name)) {
            if (!GROUPS.contains(group)) {
                throw new IllegalArgumentException("'name' has the group '" + group + "', expected one of " + GROUPS);
            }
        }
        if (!compiled(name).matcher(example).matches()) {
            throw new IllegalArgumentException("'example' is " + example + ", which 'name' does not match");
        }
    }

    private static Pattern compiled(String name) {
        try {
            return Pattern.compile(name);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'name' is not a valid regular expression: " + e.getDescription(), e);
        }
    }

    private static List<String> groups(String name) {
        return GROUP.matcher(name).results().map(m -> m.group(1)).toList();
    }

    /** The pattern of {@link #name}. */
    @JsonIgnore
    public Pattern pattern() {
        return compiled(name);
    }

    /** Groups that the pattern has, of {@code class}, {@code patient}, {@code scan} and {@code slice}. */
    @JsonIgnore
    public List<String> groups() {
        return groups(name);
    }

    /** Whether slices have lesion masks. */
    @JsonIgnore
    public boolean hasMasks() {
        return !maskFolders.isEmpty();
    }

    /** How a mask is called and where it lies, for people. */
    @JsonIgnore
    public String maskRule() {
        String stem = example.substring(0, example.lastIndexOf('.') < 0 ? example.length() : example.lastIndexOf('.'));
        return "the mask of " + example + " is called " + stem + ".png and stands in a folder "
                + String.join(" or ", maskFolders);
    }
}
