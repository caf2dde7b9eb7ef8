package org.ctbench.harness.predictions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.results.Prediction;
import org.ctbench.splits.documents.UserException;

/** Checks rows of files one at a time, and keeps what is wrong with them. */
final class RowChecks {
    private final String about;
    private final List<String> classes;
    private final PredictionSource source;
    private final ClassNames names;
    private final SliceNames images;
    private final Values values;
    private final RowFaults faults = new RowFaults();
    private String file;
    private Columns columns; // of the file; null before its header

    /**
     * Checks of predictions.
     *
     * @param about what they are of, in messages
     * @param classes names of the classes in label order
     * @param names what the files call them
     * @param slices ids of the slices
     */
    RowChecks(String about, List<String> classes, PredictionSource source, ClassNames names, Set<String> slices) {
        this.about = about;
        this.classes = classes;
        this.source = source;
        this.names = names;
        this.images = new SliceNames(slices);
        this.values = new Values(source.values(), names);
    }

    /** The next rows are of this file. */
    void begin(String name) {
        file = name;
        columns = null;
    }

    /** Whether the file had no header. */
    boolean isEmpty() {
        return columns == null;
    }

    /**
     * Finds the columns of the file.
     *
     * @return their names without spaces around them
     * @throws UserException as {@link Columns#of}
     */
    List<String> header(List<String> header, long line) {
        List<String> stripped = header.stream().map(String::strip).toList();
        columns = Columns.of(stripped, where(line), classes, source);
        return stripped;
    }

    Columns columns() {
        return columns;
    }

    Values values() {
        return values;
    }

    RowFaults faults() {
        return faults;
    }

    void add(RowFault fault, long line, String problem) {
        faults.add(fault, where(line), problem);
    }

    /** Whether a row has a cell for each column. */
    boolean isWhole(List<String> cells, long line) {
        if (cells.size() != columns.width()) {
            add(RowFault.WIDTH, line, "expected " + columns.width() + " columns, found " + cells.size());
        }
        return cells.size() == columns.width();
    }

    /** What a row names its image. */
    String written(List<String> cells) {
        return cells.get(columns.image()).strip();
    }

    /** The slice of a row, if it is one of those that there are. */
    Optional<String> slice(List<String> cells, long line) {
        String written = written(cells);
        Optional<String> slice = images.find(written);
        if (slice.isEmpty()) {
            add(
                    RowFault.FOREIGN,
                    line,
                    RowFaults.quoted(written) + " is not a slice of " + about + images.hint(written));
        }
        return slice;
    }

    /** The true class that a row names; empty if it is none. The file has to have it. */
    Optional<Integer> label(List<String> cells) {
        return names.find(cells.get(columns.label().orElseThrow()).strip());
    }

    /** Whether a row names no true class, or the one that its slice has. */
    boolean labelFits(String image, int expected, List<String> cells, long line) {
        boolean fits = columns.label().isEmpty() || label(cells).equals(Optional.of(expected));
        if (!fits) {
            add(
                    RowFault.LABEL,
                    line,
                    image + ": the split has true class " + classes.get(expected) + ", the file "
                            + RowFaults.quoted(
                                    cells.get(columns.label().getAsInt()).strip()));
        }
        return fits;
    }

    /** What a row predicts. */
    Optional<Prediction> prediction(String image, int label, List<String> cells, long line) {
        try {
            float[] probabilities = values.probabilities(
                    columns.values().stream().map(cells::get).toList());
            return Optional.of(Prediction.of(image, label, probabilities));
        } catch (Values.FaultyRowException e) {
            add(e.fault(), line, image + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What to do about the faults, if more can be said than to correct the rows; else empty. */
    String hint() {
        String hint = values.hint();
        boolean ofNames = faults.count(RowFault.NO_CLASS) + faults.count(RowFault.LABEL) > 0;
        return hint.isEmpty() && ofNames ? names.hint() : hint;
    }

    String where(long line) {
        return file + ":" + line;
    }
}
