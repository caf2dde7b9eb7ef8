package org.ctbench.harness.predictions;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.UserException;

/**
 * How to read predictions of which there may be too many for one machine; can be sent to others.
 *
 * @param about what they are of, in messages
 * @param classes names of the classes in label order
 * @param named what the files call a class, as of {@link PredictionSource}
 * @param values what the files say of a slice
 * @param columns names of columns in the files, as of {@link PredictionSource}, and of {@code patient}
 * @param slices the slices of a split by their ids; empty where each row says itself of what class and patient its slice is
 */
public record ShardFormat(
        String about,
        List<String> classes,
        Map<String, String> named,
        PredictedValues values,
        Map<String, String> columns,
        Map<String, Known> slices)
        implements Serializable {
    /**
     * @throws UserException if there are not two or more different classes, two are called alike, or {@code columns} or {@code named}
     *     names what is not there
     */
    public ShardFormat {
        classes = List.copyOf(classes);
        if (classes.size() < 2 || Set.copyOf(classes).size() != classes.size() || hasBlank(classes)) {
            throw new UserException(
                    "two or more different classes are needed, found '" + String.join("', '", classes) + "'",
                    "--classes " + String.join(",", classes),
                    "name each class once, in label order");
        }
        if (hasBlank(named.values())) {
            throw new UserException(
                    "a class is called nothing", "--classes", "write the name that the files have for it: OURS=THEIRS");
        }
        named = new TreeMap<>(named);
        columns = new TreeMap<>(columns);
        slices = new HashMap<>(slices);
        String[] more = slices.isEmpty() ? new String[] {Columns.PATIENT} : new String[0];
        Columns.requireKnown(source(about, values, columns, named), classes, more);
        names(classes, named, slices); // checks them
    }

    private static boolean hasBlank(Collection<String> names) {
        return names.stream().anyMatch(String::isBlank);
    }

    /**
     * What is known of a slice.
     *
     * @param label its true class, an index
     * @param patient whose it is
     */
    public record Known(int label, String patient) implements Serializable {}

    /** Predictions whose rows say of what class and patient a slice is. The files may call a class by its own name, too. */
    public static ShardFormat ofRows(
            List<String> classes, Map<String, String> named, PredictedValues values, Map<String, String> columns) {
        return new ShardFormat("the slices in the files", classes, named, values, columns, Map.of());
    }

    /**
     * Predictions of the slices of a split.
     *
     * @throws UserException if the class or the patient of a slice is not known
     */
    public static ShardFormat of(
            Split split,
            List<String> classes,
            Map<String, String> named,
            PredictedValues values,
            Map<String, String> columns) {
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
        return new ShardFormat(split.id(), classes, named, values, columns, slices);
    }

    PredictionSource source() {
        return source(about, values, columns, named);
    }

    private static PredictionSource source(
            String about, PredictedValues values, Map<String, String> columns, Map<String, String> named) {
        return new PredictionSource(List.of(about), values, columns, named);
    }

    ClassNames names() {
        return names(classes, named, slices);
    }

    private static ClassNames names(List<String> classes, Map<String, String> named, Map<String, Known> slices) {
        return slices.isEmpty() ? ClassNames.withOwn(classes, named) : new ClassNames(classes, named);
    }
}
