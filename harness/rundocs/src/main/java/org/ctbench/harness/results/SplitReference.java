package org.ctbench.harness.results;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * A split, pinned by content.
 *
 * @param id data set and name
 * @param digest SHA-256 of its canonical manifest
 * @param slices number of slices
 * @param images SHA-256 over a line {@code <id> <SHA-256 of the image file>} for each slice in the manifest's order:
 *     the bytes that were read
 * @param masks the same over the files of the lesion masks; empty if no mask was read
 */
public record SplitReference(String id, Sha256 digest, long slices, Sha256 images, Optional<Sha256> masks) {
    public SplitReference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(images, "images");
        Objects.requireNonNull(masks);
        if (slices < 0) {
            throw new InvalidValue("slices", slices + " is negative", "restore the file as the run wrote it");
        }
    }
}
