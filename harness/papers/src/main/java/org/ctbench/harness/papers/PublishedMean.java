package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the values of a table are plain means over. Values of all predictions together (pooled, micro) are no means: they are those of one
 * matrix.
 *
 * @param over what
 * @param count how many seeds, or stratified folds of equal sizes
 * @param parts images per class of each fold, where the paper or its data tell them
 * @param repeats how often the cross-validation was repeated with other folds, or other seeds; once if absent
 * @param of ids of the sets
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PublishedMean(
        Over over,
        OptionalInt count,
        Optional<List<Map<String, Integer>>> parts,
        OptionalInt repeats,
        Optional<List<String>> of) {
    /** What a mean is over. */
    public enum Over {
        /** Folds of a cross-validation, which together have the images of the set. */
        @JsonProperty("folds")
        FOLDS,
        /** Trainings, each evaluated on all images of the set. */
        @JsonProperty("seeds")
        SEEDS,
        /** Sets of images. */
        @JsonProperty("sets")
        SETS
    }

    public PublishedMean {
        Objects.requireNonNull(over, "over");
        Objects.requireNonNull(count);
        parts = parts.map(List::copyOf);
        Objects.requireNonNull(repeats);
        of = of.map(List::copyOf);
    }
}
