package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * Predictions that another program made of a split, and how its files are read. A plan may write the one file, or the list of
 * files, in place of the group of keys.
 *
 * @param files files that together have each slice of the split once, relative to where ctbench is started
 * @param values what the files say of a slice; probabilities if it is not written
 * @param columns names of columns in the files, by what they hold: {@code image}, {@code label}, {@code predicted}, {@code
 *     values} or the name of a class
 * @param classes what the files call a class, by its name; a number for one that counts the columns of an array or the classes
 * @param images of predicted lesions: annotation file of COCO that says which image has which id, relative to where ctbench is
 *     started; without it the files name their images
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PredictionSource(
        List<String> files,
        PredictedValues values,
        Map<String, String> columns,
        Map<String, String> classes,
        Optional<String> images) {
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public PredictionSource {
        files = Checks.distinct("files", files);
        for (int i = 0; i < files.size(); i++) {
            Checks.path("files[" + i + "]", files.get(i));
        }
        values = values == null ? PredictedValues.PROBABILITIES : values;
        columns = sorted(columns);
        classes = sorted(classes);
        images.ifPresent(file -> Checks.path("images", file));
        requireOneKind(files, images);
        boolean mapped = values != PredictedValues.PROBABILITIES || !columns.isEmpty() || !classes.isEmpty();
        if (mapped && isJson(files.get(0))) {
            throw new InvalidValue(
                    "files",
                    "a results file of COCO holds lesions, whose values, columns and classes have no other names",
                    "remove values, columns and classes");
        }
    }

    /** Predicted classes. */
    public PredictionSource(
            List<String> files, PredictedValues values, Map<String, String> columns, Map<String, String> classes) {
        this(files, values, columns, classes, Optional.empty());
    }

    private static void requireOneKind(List<String> files, Optional<String> images) {
        long lesions = files.stream().filter(PredictionSource::isJson).count();
        if (lesions != 0 && lesions != files.size()) {
            throw new InvalidValue(
                    "files",
                    "some are results files of COCO (.json), which hold lesions, and some are not",
                    "name files of one kind");
        }
        if (lesions == 0 && images.isPresent()) {
            throw new InvalidValue(
                    "images", "it is for results files of COCO (.json), which hold lesions", "remove it");
        }
    }

    private static boolean isJson(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** Whether the files hold lesions, and not classes: they are results files of COCO. */
    public boolean ofLesions() {
        return isJson(files.get(0));
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /** One file of probabilities whose columns are called as ctbench calls them. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PredictionSource of(String file) {
        return of(List.of(file));
    }

    /** The same in several files. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PredictionSource of(List<String> files) {
        return new PredictionSource(files, PredictedValues.PROBABILITIES, Map.of(), Map.of());
    }
}
