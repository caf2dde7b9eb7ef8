package org.ctbench.harness.cells;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * Where a training is, beside its weights and its optimizer: metadata of a checkpoint file. Random numbers need no place of
 * their own: each is drawn from a stream named by seed, purpose and step, or its position is in {@code model}.
 *
 * @param schema {@value #SCHEMA}
 * @param cell digest of the cell that is trained
 * @param place where it is
 * @param model what the model keeps between images
 * @param trainer what the training step keeps between steps
 * @param losses sums of the losses of the unfinished epoch
 * @param curve the finished epochs
 * @param chain the state from which the training started and those after each finished epoch
 * @param captures what was captured so far
 * @param seconds time spent so far
 */
public record Checkpoint(
        String schema,
        Sha256 cell,
        Place place,
        Map<String, Long> model,
        Map<String, Long> trainer,
        Map<String, Sum> losses,
        List<EpochRecord> curve,
        List<ChainLink> chain,
        List<CaptureReference> captures,
        double seconds) {
    /** Schema of the documents that this version writes and reads. */
    public static final String SCHEMA = "ctbench/checkpoint/2";

    /** Suffix of the files. */
    public static final String SUFFIX = "safetensors";

    public Checkpoint {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "give it a " + SCHEMA);
        }
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(place, "place");
        model = ordered(model);
        trainer = ordered(trainer);
        losses = ordered(losses);
        curve = List.copyOf(Objects.requireNonNull(curve, "curve"));
        chain = List.copyOf(Objects.requireNonNull(chain, "chain"));
        captures = List.copyOf(Objects.requireNonNull(captures, "captures"));
    }

    private static <T> Map<String, T> ordered(Map<String, T> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(values)));
    }

    /**
     * A place in a training.
     *
     * @param epoch the epoch that is not finished, from 1
     * @param images images of that epoch that went through
     * @param step steps so far, of all epochs
     */
    public record Place(int epoch, int images, long step) {
        /** The beginning. */
        public static final Place START = new Place(1, 0, 0);
    }

    /**
     * Sum of a loss over what it was computed on.
     *
     * @param sum weighted sum
     * @param weight sum of the weights
     */
    public record Sum(double sum, long weight) {}
}
