package org.ctbench.datasets.verify;

import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;

/**
 * What was seen of one image.
 *
 * @param findings about the image alone; the splits are added later
 * @param look present if the image can be used
 * @param lesions whether it has a mask that holds a lesion
 */
record CheckedImage(List<Seen> findings, Optional<Look> look, boolean lesions) {
    /** A finding that does not know its split yet. */
    record Seen(Finding.Kind kind, String detail) {}

    /**
     * What is compared with other images.
     *
     * @param file digest of the file
     * @param pixels digest of size and samples
     */
    record Look(Sha256 file, Sha256 pixels, PerceptualHash hash) {}

    boolean is(Finding.Kind kind) {
        return findings.stream().anyMatch(seen -> seen.kind() == kind);
    }
}
