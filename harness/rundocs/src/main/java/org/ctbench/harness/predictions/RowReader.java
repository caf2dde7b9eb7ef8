package org.ctbench.harness.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.Task;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Checks the rows of all files against a task and gathers all that is wrong. */
final class RowReader implements TableFile.Rows {
    private final PredictionSource source;
    private final Task task;
    private final ClassNames names;
    private final SliceNames images;
    private final Values values;
    private final RowFaults faults = new RowFaults();
    private final Map<String, Prediction> rows = new HashMap<>();
    private final Map<String, String> places = new HashMap<>(); // file and line of each image
    private final List<String> order = new ArrayList<>(); // images in the order of the files
    private Path file;
    private Columns columns; // of the file; null before its header
    private long read;
    private long unfilled;

    RowReader(PredictionSource source, Task task) {
        this.source = source;
        this.task = task;
        this.names = new ClassNames(task.classes(), source.classes());
        this.images = new SliceNames(task.labels().keySet());
        this.values = new Values(source.values(), names);
    }

    /** The next rows are of this file. */
    void begin(Path next) {
        file = next;
        columns = null;
    }

    /** @throws UserException if the file had no header */
    void end() {
        if (columns == null) {
            throw new UserException(
                    "the file is empty", file.toString(), "`ctbench predictions template` writes one to fill in");
        }
    }

    @Override
    public void header(List<String> header, long line) {
        columns = Columns.of(header.stream().map(String::strip).toList(), where(line), task.classes(), source);
    }

    @Override
    public void row(List<String> cells, long line) {
        read++;
        if (cells.size() != columns.width()) {
            faults.add(RowFault.WIDTH, where(line), "expected " + columns.width() + " columns, found " + cells.size());
            return;
        }
        String written = cells.get(columns.image()).strip();
        Optional<String> image = images.find(written);
        if (image.isEmpty()) {
            faults.add(
                    RowFault.FOREIGN,
                    where(line),
                    RowFaults.quoted(written) + " is not a slice of " + task.split() + images.hint(written));
            return;
        }
        String before = places.putIfAbsent(image.get(), where(line));
        if (before != null) {
            String shown = written.equals(image.get()) ? written : written + ", which is " + image.get() + ",";
            faults.add(RowFault.DOUBLE, where(line), shown + " stands at " + before + " already");
            return;
        }
        order.add(image.get());
        if (labelFits(image.get(), cells, line)) {
            predict(image.get(), cells, line);
        }
    }

    private boolean labelFits(String image, List<String> cells, long line) {
        if (columns.label().isEmpty()) {
            return true;
        }
        int expected = task.labels().get(image);
        String written = cells.get(columns.label().getAsInt()).strip();
        boolean fits = names.find(written).equals(Optional.of(expected));
        if (!fits) {
            faults.add(
                    RowFault.LABEL,
                    where(line),
                    image + ": the split has true class " + task.classes().get(expected) + ", the file "
                            + RowFaults.quoted(written));
        }
        return fits;
    }

    private void predict(String image, List<String> cells, long line) {
        List<String> own = columns.values().stream().map(cells::get).toList();
        unfilled += own.stream().allMatch(String::isBlank) ? 1 : 0;
        try {
            rows.put(image, Prediction.of(image, task.labels().get(image), values.probabilities(own)));
        } catch (Values.FaultyRowException e) {
            faults.add(e.fault(), where(line), image + ": " + e.getMessage());
        }
    }

    private String where(long line) {
        return file + ":" + line;
    }

    /** @throws UserException if any row of any file is at fault */
    ReadPredictions finish(List<Sha256> digests) {
        String files = String.join(", ", source.files());
        if (read > 0 && unfilled == read) {
            throw new UserException(
                    "none of the " + read + " rows is filled in",
                    files,
                    "write what the model says of each image; it is empty in all of them");
        }
        for (String image : task.labels().keySet()) {
            if (!places.containsKey(image)) {
                faults.add(RowFault.MISSING, "", "no row for " + image);
            }
        }
        if (faults.total() > 0) {
            throw faults.exception(task.split(), files, fix());
        }
        values.requireLogits(files);
        List<String> warnings = new Doubts(task.classes(), labels(), predicted()).words();
        List<Prediction> inOrder =
                task.labels().keySet().stream().map(rows::get).toList();
        return new ReadPredictions(
                new Predictions(task.classes(), inOrder, source.values() != PredictedValues.LABELS), digests, warnings);
    }

    private int[] labels() {
        return order.stream().mapToInt(image -> task.labels().get(image)).toArray();
    }

    private int[] predicted() {
        return order.stream().mapToInt(image -> rows.get(image).predicted()).toArray();
    }

    private String fix() {
        String hint = values.hint();
        if (hint.isEmpty() && faults.count(RowFault.NO_CLASS) + faults.count(RowFault.LABEL) > 0) {
            hint = names.hint();
        }
        return "write one row for each of the " + task.labels().size() + " slices of " + task.split()
                + (hint.isEmpty() ? "" : "; " + hint);
    }
}
