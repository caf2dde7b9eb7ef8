package org.ctbench.harness.cells;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.splits.documents.Sha256;

/**
 * What came out of a cell: one of the four.
 *
 * @param training of a training or fine-tuning
 * @param evaluation of an evaluation
 * @param segmentation of a segmentation
 * @param failure of a cell that gave no result
 * @param captures what was looked at in single images; file names are relative to the cell's folder
 */
public record CellResult(
        Optional<Trained> training,
        Optional<Evaluated> evaluation,
        Optional<Segmented> segmentation,
        Optional<Divergence> failure,
        List<CaptureReference> captures) {
    public CellResult {
        captures = List.copyOf(Objects.requireNonNull(captures, "captures"));
        int parts = (training.isPresent() ? 1 : 0)
                + (evaluation.isPresent() ? 1 : 0)
                + (segmentation.isPresent() ? 1 : 0)
                + (failure.isPresent() ? 1 : 0);
        if (parts != 1) {
            throw new IllegalArgumentException("a cell has one result, not " + parts);
        }
    }

    /**
     * A training.
     *
     * @param parameters number of parameters of the model
     * @param weights digest of the weights after the last epoch
     * @param curve one point per epoch
     * @param lesions what the model learned lesions from, if it learns from such
     * @param events what the model counted: how often what happened
     * @param chain the state from which it started and those after each epoch; empty if nothing was trained
     */
    public record Trained(
            long parameters,
            Sha256 weights,
            List<EpochRecord> curve,
            Optional<LesionCounts> lesions,
            Map<String, Long> events,
            List<ChainLink> chain) {
        public Trained {
            Objects.requireNonNull(weights, "weights");
            curve = List.copyOf(Objects.requireNonNull(curve, "curve"));
            Objects.requireNonNull(lesions);
            events = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(events, "events")));
            chain = List.copyOf(Objects.requireNonNull(chain, "chain"));
        }
    }

    /**
     * An evaluation. The predictions are in a file of the cell, from which they are counted.
     *
     * @param events what the model counted: how often what happened
     * @param warnings what a reader should look at before the numbers are believed, of predictions that were read
     */
    public record Evaluated(
            Map<String, Long> events,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
        public Evaluated {
            events = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(events, "events")));
            warnings = warnings == null ? List.of() : List.copyOf(warnings); // documents leave out the empty list
        }
    }

    /**
     * A search for lesions. What was found is in a file of the cell, from which average precision is computed.
     *
     * @param lesions what there is to find
     */
    public record Segmented(LesionCounts lesions) {
        public Segmented {
            Objects.requireNonNull(lesions, "lesions");
        }
    }

    /** The result of a training. */
    public static CellResult of(Trained training, List<CaptureReference> captures) {
        return new CellResult(Optional.of(training), Optional.empty(), Optional.empty(), Optional.empty(), captures);
    }

    /** The result of an evaluation. */
    public static CellResult of(Evaluated evaluation, List<CaptureReference> captures) {
        return new CellResult(Optional.empty(), Optional.of(evaluation), Optional.empty(), Optional.empty(), captures);
    }

    /** The result of a segmentation. */
    public static CellResult of(Segmented segmentation, List<CaptureReference> captures) {
        return new CellResult(
                Optional.empty(), Optional.empty(), Optional.of(segmentation), Optional.empty(), captures);
    }

    /** No result. */
    public static CellResult of(Divergence failure) {
        return new CellResult(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(failure), List.of());
    }
}
