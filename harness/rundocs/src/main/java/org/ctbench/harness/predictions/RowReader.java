package org.ctbench.harness.predictions;

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
    private final RowChecks checks;
    private final Map<String, Prediction> rows = new HashMap<>();
    private final Map<String, String> places = new HashMap<>(); // file and line of each image
    private final List<String> order = new ArrayList<>(); // images in the order of the files
    private String file;
    private long read;
    private long unfilled;

    RowReader(PredictionSource source, Task task) {
        this.source = source;
        this.task = task;
        this.checks = new RowChecks(
                task.split(),
                task.classes(),
                source,
                new ClassNames(task.classes(), source.classes()),
                task.labels().keySet());
    }

    /** The next rows are of this file. */
    void begin(String next) {
        file = next;
        checks.begin(next);
    }

    /** @throws UserException if the file had no header */
    void end() {
        if (checks.isEmpty()) {
            throw new UserException("the file is empty", file, "`ctbench predictions template` writes one to fill in");
        }
    }

    @Override
    public void header(List<String> header, long line) {
        checks.header(header, line);
    }

    @Override
    public void row(List<String> cells, long line) {
        read++;
        Optional<String> image = checks.isWhole(cells, line) ? checks.slice(cells, line) : Optional.empty();
        if (image.isEmpty()) {
            return;
        }
        String before = places.putIfAbsent(image.get(), checks.where(line));
        if (before != null) {
            String written = checks.written(cells);
            String shown = written.equals(image.get()) ? written : written + ", which is " + image.get() + ",";
            checks.add(RowFault.DOUBLE, line, shown + " stands at " + before + " already");
            return;
        }
        order.add(image.get());
        if (checks.labelFits(image.get(), task.labels().get(image.get()), cells, line)) {
            predict(image.get(), cells, line);
        }
    }

    private void predict(String image, List<String> cells, long line) {
        unfilled += checks.columns().values().stream().map(cells::get).allMatch(String::isBlank) ? 1 : 0;
        checks.prediction(image, task.labels().get(image), cells, line)
                .ifPresent(prediction -> rows.put(image, prediction));
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
                checks.faults().add(RowFault.MISSING, "", "no row for " + image);
            }
        }
        if (checks.faults().total() > 0) {
            throw checks.faults().exception(task.split(), files, fix());
        }
        checks.values().requireLogits(files);
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
        String hint = checks.hint();
        return "write one row for each of the " + task.labels().size() + " slices of " + task.split()
                + (hint.isEmpty() ? "" : "; " + hint);
    }
}
