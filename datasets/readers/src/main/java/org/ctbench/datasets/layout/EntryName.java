package org.ctbench.datasets.layout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name inside a folder or an archive, taken apart. It is a claim, not a path: it is compared and never opened.
 *
 * @param folders from the outermost to the innermost
 * @param stem file name up to the last dot
 * @param extension in lower case, without the dot; empty if there is none
 */
record EntryName(List<String> folders, String stem, String extension) {
    /** Endings of pictures, in lower case. */
    static final List<String> PICTURES = List.of("png", "jpg", "jpeg", "tif", "tiff", "bmp");

    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    /** The name, or empty if it is absolute, climbs out of its archive or holds control characters. */
    static Optional<EntryName> parse(String name) {
        boolean control = name.chars().anyMatch(c -> c < ' ');
        if (name.isEmpty()
                || control
                || name.startsWith("/")
                || name.startsWith("\\")
                || DRIVE.matcher(name).matches()) {
            return Optional.empty();
        }
        List<String> parts = SEPARATOR
                .splitAsStream(name)
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        if (parts.isEmpty() || parts.contains("..")) {
            return Optional.empty();
        }
        return Optional.of(of(parts.subList(0, parts.size() - 1), parts.get(parts.size() - 1)));
    }

    static EntryName of(List<String> folders, String file) {
        int dot = file.lastIndexOf('.');
        return dot <= 0
                ? new EntryName(folders, file, "")
                : new EntryName(
                        folders, file.substring(0, dot), file.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    boolean isPicture() {
        return PICTURES.contains(extension);
    }

    /** The folder that is {@code up} levels above the file: 1 is the one it stands in. */
    Optional<String> folder(int up) {
        return up > folders.size() ? Optional.empty() : Optional.of(folders.get(folders.size() - up));
    }
}
