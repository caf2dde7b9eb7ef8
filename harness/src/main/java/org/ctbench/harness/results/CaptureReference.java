package org.ctbench.harness.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.files.Sha256;

/**
 * A file with what a model made of one image, chosen by rule and never by result.
 *
 * @param kind what it holds
 * @param slice id of the slice
 * @param label name of its true class, if the file is about a class
 * @param epoch after which epoch of the training, from 1; empty for after the last
 * @param file path relative to the results document, with {@code /}
 * @param digest SHA-256 of the file
 */
public record CaptureReference(
        Kind kind, String slice, Optional<String> label, OptionalInt epoch, String file, Sha256 digest) {
    /** What a file holds. */
    public enum Kind {
        /** The affinity matrix and its regions. */
        @JsonProperty("affinity")
        AFFINITY,
        /** The slice with the lesions that were found and those that are there. */
        @JsonProperty("segmentation")
        SEGMENTATION
    }

    public CaptureReference {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(slice, "slice");
        Objects.requireNonNull(label);
        Objects.requireNonNull(epoch);
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(digest, "digest");
    }
}
