package org.ctbench.harness.predictions;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.UserException;

/**
 * How predictions are read of which there may be too many for one machine; can be sent to others.
 *
 * @param about what they are of, in messages
 * @param classes names of the classes in label order, as the files have them
 * @param values what the files say of a slice
 * @param columns names of columns in the files, as of {@link PredictionSource}, and of {@code patient}
 * @param slices the slices of a split by their ids; empty where each row says itself of what class and patient its slice is
 */
public record ShardFormat(
        String about,
        List<String> classes,
        PredictedValues values,
        Map<String, String> columns,
        Map<String, Known> slices)
        implements Serializable {
    /** @throws UserException if {@code columns} names what no column holds */
    public ShardFormat {
        classes = List.copyOf(classes);
        columns = new TreeMap<>(columns);
        slices = new HashMap<>(slices);
        String[] more = slices.isEmpty() ? new String[] {Columns.PATIENT} : new String[0];
        Columns.requireKnown(new PredictionSource(List.of(about), values, columns, Map.of()), classes, more);
    }

    /**
     * What is known of a slice.
     *
     * @param label its true class, an index
     * @param patient whose it is
     */
    public record Known(int label, String patient) implements Serializable {}

    /** Predictions whose rows say of what class and patient a slice is. */
    public static ShardFormat ofRows(List<String> classes, PredictedValues values, Map<String, String> columns) {
        return new ShardFormat("the slices in the files", classes, values, columns, Map.of());
    }

    /**
     * Predictions of the slices of a split.
     *
     * @throws UserException if the class or the patient of a slice is not known
     */
    public static ShardFormat of(
            Split split, List<String> classes, PredictedValues values, Map<String, String> columns) {
        Map<String, Known> slices = new HashMap<>();
        for (Slice slice : split.slices()) {
            int label = slice.className().map(classes::indexOf).orElse(-1);
            if (label < 0 || slice.patient().isEmpty()) {
                throw new UserException(
                        "the " + (label < 0 ? "class" : "patient") + " of '" + slice.id() + "' is not known",
                        "--split " + split.id(),
                        "name a split whose slices have a class and a patient");
            }
            slices.put(slice.id(), new Known(label, slice.patient().get()));
        }
        return new ShardFormat(split.id(), classes, values, columns, slices);
    }

    PredictionSource source() {
        return new PredictionSource(List.of(about), values, columns, Map.of());
    }
}
