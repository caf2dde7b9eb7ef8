package org.ctbench.harness.predictions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * Where the columns of a file are that are read.
 *
 * @param width columns of the file
 * @param image the one that names the image
 * @param label the one with the true class, if there is one
 * @param values one per class, in the order of the task; of labels alone the one with the predicted class
 */
record Columns(int width, int image, OptionalInt label, List<Integer> values) {
    /** What a column can hold beside the value of a class. */
    static final String IMAGE = "image";

    static final String LABEL = "label";
    static final String PATIENT = "patient";
    static final String PREDICTED = "predicted";
    static final String VALUES = "values";

    private static final List<String> ARRAYS = List.of(VALUES, "probabilities", "logits");

    /**
     * Finds the columns.
     *
     * @param where {@code file:line} of the names
     * @throws UserException if one is missing, or its name stands twice
     */
    static Columns of(List<String> names, String where, List<String> classes, PredictionSource source) {
        return new Finder(names, where, classes, source).find();
    }

    /**
     * The column with the patient.
     *
     * @throws UserException as {@link #of}
     */
    static int patient(List<String> names, String where, List<String> classes, PredictionSource source) {
        return new Finder(names, where, classes, source).required(PATIENT, "--columns patient=COLUMN");
    }

    /**
     * Requires that a source names what a column holds.
     *
     * @param more what is read beside the usual columns
     * @throws UserException if it names something else
     */
    static void requireKnown(PredictionSource source, List<String> classes, String... more) {
        List<String> known = Stream.of(Stream.of(IMAGE, LABEL, PREDICTED, VALUES), Stream.of(more), classes.stream())
                .flatMap(Function.identity())
                .toList();
        require(source.columns(), known, "columns");
        require(source.classes(), classes, "classes");
    }

    private static void require(Map<String, String> named, List<String> known, String option) {
        for (String name : named.keySet()) {
            if (!known.contains(name)) {
                throw new UserException(
                        "'" + name + "' is none of " + String.join(", ", known),
                        option + " " + name + "=" + named.get(name),
                        Suggestion.nearest(name, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("write our name, then that of the file: " + known.get(0) + "=NAME"));
            }
        }
    }

    private record Finder(List<String> names, String where, List<String> classes, PredictionSource source) {
        Columns find() {
            int image = required(IMAGE, "--columns image=COLUMN");
            OptionalInt label =
                    named(LABEL).or(() -> found(LABEL)).map(OptionalInt::of).orElse(OptionalInt.empty());
            return new Columns(
                    names.size(),
                    image,
                    label,
                    source.values() == PredictedValues.LABELS
                            ? List.of(required(PREDICTED, "--columns predicted=COLUMN"))
                            : values());
        }

        private List<Integer> values() {
            List<Optional<Integer>> found = classes.stream().map(this::ofClass).toList();
            if (found.stream().allMatch(Optional::isPresent)) {
                return found.stream().map(Optional::get).toList();
            }
            if (found.stream().allMatch(Optional::isEmpty)) {
                Optional<List<Integer>> array = ofArray();
                if (array.isPresent()) {
                    return array.get();
                }
            }
            List<String> missing = new ArrayList<>();
            for (int c = 0; c < found.size(); c++) {
                if (found.get(c).isEmpty()) {
                    missing.add(classes.get(c));
                }
            }
            String fix = found(PREDICTED).isPresent()
                    ? "the classes alone are read with --values labels; or name the column of each class: --columns "
                    : "name the column of each class: --columns ";
            throw missing("for " + String.join(", ", missing), fix + missing.get(0) + "=COLUMN");
        }

        private Optional<Integer> ofClass(String name) {
            Optional<Integer> named = named(name);
            if (named.isPresent()) {
                return named;
            }
            List<Integer> found = Stream.of(name, "p_" + name, "probabilities." + name, "logits." + name)
                    .flatMap(column -> found(column).stream())
                    .toList();
            if (found.size() > 1) {
                throw new UserException(
                        "two columns may be that of " + name + ": " + names.get(found.get(0)) + " and "
                                + names.get(found.get(1)),
                        where,
                        "say which: --columns " + name + "=COLUMN");
            }
            return found.stream().findFirst();
        }

        /** The columns of an array {@code [N, C]}, whose order only the user knows. */
        private Optional<List<Integer>> ofArray() {
            List<String> candidates = source.columns().containsKey(VALUES)
                    ? List.of(source.columns().get(VALUES))
                    : ARRAYS;
            List<String> arrays = candidates.stream()
                    .filter(name -> names.contains(name + "[" + (classes.size() - 1) + "]")
                            && !names.contains(name + "[" + classes.size() + "]"))
                    .toList();
            if (arrays.isEmpty()) {
                return Optional.empty();
            }
            if (arrays.size() > 1) {
                throw new UserException(
                        "there are several arrays of " + classes.size() + " columns: " + String.join(", ", arrays),
                        where,
                        "say which: --columns values=ARRAY");
            }
            List<Integer> places = new ArrayList<>(Collections.nCopies(classes.size(), -1));
            for (int c = 0; c < classes.size(); c++) {
                String number = source.classes().getOrDefault(classes.get(c), "");
                places.set(c, names.indexOf(arrays.get(0) + "[" + number + "]"));
            }
            if (places.contains(-1)) {
                throw new UserException(
                        "the columns of " + arrays.get(0) + " have no names",
                        where,
                        "say which class each of them is, in their order: --classes " + String.join(",", classes));
            }
            return Optional.of(places);
        }

        private int required(String what, String option) {
            return named(what).or(() -> found(what)).orElseThrow(() -> missing(what, "name it: " + option));
        }

        /** The column that the source names for this. */
        private Optional<Integer> named(String what) {
            String name = source.columns().get(what);
            if (name == null) {
                return Optional.empty();
            }
            return Optional.of(found(name)
                    .orElseThrow(() -> new UserException(
                            "no column '" + name + "', which --columns names for " + what,
                            where,
                            Suggestion.hint(name, names))));
        }

        private Optional<Integer> found(String name) {
            int place = names.indexOf(name);
            if (place >= 0 && names.lastIndexOf(name) != place) {
                throw new UserException(
                        "two columns are called " + RowFaults.quoted(name), where, "give each a name of its own");
            }
            return place < 0 ? Optional.empty() : Optional.of(place);
        }

        private UserException missing(String what, String fix) {
            String all = String.join(", ", names.stream().map(RowFaults::quoted).toList());
            boolean semicolons = names.size() == 1 && names.get(0).contains(";");
            return new UserException(
                    "no column " + what + " among " + all,
                    where,
                    semicolons ? "separate the columns by commas, or by tabs in a .tsv" : fix);
        }
    }
}
