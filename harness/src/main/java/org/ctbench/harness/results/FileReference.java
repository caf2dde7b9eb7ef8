package org.ctbench.harness.results;

import java.util.Objects;
import org.ctbench.splits.files.Sha256;

/**
 * A file of a run.
 *
 * @param file path relative to the results document, with {@code /}
 * @param digest SHA-256 of the file
 */
public record FileReference(String file, Sha256 digest) {
    public FileReference {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(digest, "digest");
    }
}
