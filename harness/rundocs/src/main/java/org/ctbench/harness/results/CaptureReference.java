package org.ctbench.harness.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.documents.Sha256;

/**
 * A file with what a model made of one image. Images are chosen by rule; those that show how the model works by their place in
 * the split, never by result.
 *
 * @param kind what it holds
 * @param slice id of the slice
 * @param label name of its true class, if the file is about a class
 * @param epoch after which epoch of the training, from 1; empty for after the last
 * @param set id of the evaluation set in which the model was wrong; empty for other kinds
 * @param file path relative to the results document, with {@code /}
 * @param digest SHA-256 of the file
 */
public record CaptureReference(
        Kind kind,
        String slice,
        Optional<String> label,
        OptionalInt epoch,
        Optional<String> set,
        String file,
        Sha256 digest) {
    /** What a file holds. */
    public enum Kind {
        /** The affinity matrix and its regions. */
        @JsonProperty("affinity")
        AFFINITY,
        /** The slice with the lesions that were found and those that are there. */
        @JsonProperty("segmentation")
        SEGMENTATION,
        /** A slice that was taken for another class, with the lesions that the model finds in it if it looks for them. */
        @JsonProperty("error")
        ERROR
    }

    public CaptureReference {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(slice, "slice");
        Objects.requireNonNull(label);
        Objects.requireNonNull(epoch);
        Objects.requireNonNull(set);
        Objects.requireNonNull(file, "file");
        FileReference.requireInside(file);
        Objects.requireNonNull(digest, "digest");
    }
}
