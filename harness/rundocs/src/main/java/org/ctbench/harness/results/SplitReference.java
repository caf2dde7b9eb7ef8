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
 *     the bytes that were read; empty if no image was
 * @param masks the same over the files of the lesion masks; empty if no mask was read
 */
public record SplitReference(String id, Sha256 digest, long slices, Optional<Sha256> images, Optional<Sha256> masks) {
    public SplitReference {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(images);
        Objects.requireNonNull(masks);
        if (slices < 0) {
            throw new InvalidValue("slices", slices + " is negative", "restore the file as the run wrote it");
        }
    }

    /** The same split by its manifest alone. */
    public SplitReference listed() {
        return new SplitReference(id, digest, slices, Optional.empty(), Optional.empty());
    }

    /** Whether another reference is to the same list and, as far as both read images and masks, to the same bytes. */
    public boolean agreesWith(SplitReference other) {
        return listed().equals(other.listed()) && agree(images, other.images) && agree(masks, other.masks);
    }

    private static boolean agree(Optional<Sha256> one, Optional<Sha256> two) {
        return one.isEmpty() || two.isEmpty() || one.equals(two);
    }
}
