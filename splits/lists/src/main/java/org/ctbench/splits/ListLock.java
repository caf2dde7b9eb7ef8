package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;

/**
 * A list of images as its publisher wrote it, pinned by content. At most one of {@code published} and {@code generated} is
 * there; neither, of a list that its owner keeps.
 *
 * @param file name of the file; importers recognise the list by its digest and fall back to this name for explanations
 * @param format how its lines look
 * @param published where it is published, if it is
 * @param generated what writes it, for generated data sets
 * @param sha256 digest of the file
 * @param bytes length of the file
 * @param lines number of lines, each ending in LF
 * @param locator three check sums from which a single changed, missing or extra line is found (see splits/README.md);
 *     may be left empty
 * @param within split that must hold every image of the list and gives the rows (class, patient, box), for lists that
 *     only name images of another list
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListLock(
        String file,
        ListFormat format,
        Optional<Published> published,
        Optional<Generated> generated,
        Sha256 sha256,
        long bytes,
        int lines,
        List<Long> locator,
        Optional<String> within) {
    /** @throws IllegalArgumentException if a part is missing or impossible */
    public ListLock {
        Required.text(file, "file");
        Required.value(format, "format");
        Required.value(sha256, "sha256");
        locator = locator == null ? List.of() : List.copyOf(locator);
        if (published.isPresent() && generated.isPresent()) {
            throw new IllegalArgumentException("a list has one of the keys 'published' and 'generated', not both");
        }
        if (lines <= 0 || bytes <= 0) {
            throw new IllegalArgumentException("a list needs 'lines' and 'bytes' above 0");
        }
        if (!locator.isEmpty() && locator.size() != 3) {
            throw new IllegalArgumentException("'locator' has " + locator.size() + " numbers, expected 3 or none");
        }
        if (file.indexOf('/') >= 0 || file.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("'file' is a name without folders, not '" + file + "'");
        }
        Objects.requireNonNull(within);
    }

    /**
     * Place of a file in a public repository.
     *
     * @param repository {@code owner/name} on GitHub
     * @param commit 40 hexadecimal digits
     * @param path path within the repository
     * @param licence licence of that repository, or {@code unknown} and why
     */
    public record Published(String repository, String commit, String path, String licence) {
        private static final String SEGMENT = "(?!\\.+(/|$))[A-Za-z0-9._-]+"; // no '.' or '..': it becomes a path

        /** @throws IllegalArgumentException if a part does not have its form */
        public Published {
            Required.matches(repository, SEGMENT + "/" + SEGMENT, "repository", "owner/name");
            Required.matches(commit, "[0-9a-f]{40}", "commit", "40 hexadecimal digits");
            Required.matches(path, SEGMENT + "(/" + SEGMENT + ")*", "path", "a relative path");
            Required.text(licence, "licence");
        }
    }

    /**
     * The program that writes a list.
     *
     * @param generator its name
     * @param version version of what it writes
     * @param seed seed it was run with
     */
    public record Generated(String generator, int version, long seed) {
        /** @throws IllegalArgumentException if the name is missing or the version is below 1 */
        public Generated {
            Required.text(generator, "generator");
            if (version < 1) {
                throw new IllegalArgumentException("'version' must be 1 or more");
            }
        }
    }
}
