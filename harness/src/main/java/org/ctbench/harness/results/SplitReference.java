package org.ctbench.harness.results;

import java.util.Objects;
import org.ctbench.splits.files.Sha256;

/**
 * A split, pinned by content.
 *
 * @param id data set and name
 * @param digest SHA-256 of its canonical manifest
 * @param slices number of slices
 */
public record SplitReference(String id, Sha256 digest, long slices) {
    public SplitReference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
    }
}
