package org.ctbench.harness.results;

import java.util.Objects;
import org.ctbench.splits.files.Sha256;

/**
 * A predictions file.
 *
 * @param file path relative to the results document, with {@code /}
 * @param digest SHA-256 of the file
 */
public record PredictionsReference(String file, Sha256 digest) {
    public PredictionsReference {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(digest, "digest");
    }
}
