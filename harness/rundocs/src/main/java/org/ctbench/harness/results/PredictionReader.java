package org.ctbench.harness.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.splits.documents.UserException;

/** Checks the rows of a predictions file against a task and gathers all that is wrong. */
final class PredictionReader {
    private static final int SHOWN = 10;
    private static final Pattern NUMBER =
            Pattern.compile("(\\d++(\\.\\d*+)?|\\.\\d++)([eE][-+]?\\d++)?"); // linear in its length

    private final Path file;
    private final Task task;
    private final Map<String, Prediction> rows = new HashMap<>();
    private final Map<String, Long> lines = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>(); // the first ones
    private long faultCount;
    private long firstFault;
    private boolean header = true;

    PredictionReader(Path file, Task task) {
        this.file = file;
        this.task = task;
    }

    void accept(CSVRecord record, long line) {
        if (header) {
            header = false;
            requireHeader(record, line);
        } else {
            row(record, line);
        }
    }

    Predictions finish() {
        if (header) {
            throw UserException.atLine(file, 1, "the file is empty", fixHeader());
        }
        List<String> missing = task.labels().keySet().stream()
                .filter(image -> !lines.containsKey(image))
                .toList();
        missing.forEach(image -> fault(0, "no row for " + image));
        if (faultCount > 0) {
            String more = faultCount > SHOWN ? "\n... and " + (faultCount - SHOWN) + " more" : "";
            String shown = String.join("\n", faults);
            String count = faultCount == 1 ? "1 fault" : faultCount + " faults";
            throw new UserException(
                    count + " in predictions for " + task.split() + "\n" + shown + more,
                    firstFault > 0 ? file + ":" + firstFault : file.toString(),
                    "write one row for each of the " + task.labels().size() + " slices of " + task.split());
        }
        return new Predictions(
                task.classes(), task.labels().keySet().stream().map(rows::get).toList());
    }

    private void requireHeader(CSVRecord record, long line) {
        List<String> expected = PredictionFile.header(task.classes());
        if (!record.toList().equals(expected)) {
            String found = String.join(",", record.toList());
            String problem = found.startsWith("\uFEFF")
                    ? "the file begins with a byte order mark"
                    : "expected the header '" + String.join(",", expected) + "', found '" + found + "'";
            throw UserException.atLine(file, line, problem, fixHeader());
        }
    }

    private String fixHeader() {
        return "begin the file with " + String.join(",", PredictionFile.header(task.classes()));
    }

    private void row(CSVRecord record, long line) {
        int columns = task.classes().size() + 2;
        if (record.size() != columns) {
            fault(line, "expected " + columns + " columns, found " + record.size());
            return;
        }
        String image = record.get(0);
        Integer label = task.labels().get(image);
        if (label == null) {
            fault(line, "'" + image + "' is no slice of " + task.split());
            return;
        }
        Long before = lines.putIfAbsent(image, line);
        if (before != null) {
            fault(line, image + " stands on line " + before + " already");
        } else if (!record.get(1).equals(task.classes().get(label))) {
            String expected = task.classes().get(label);
            fault(line, image + ": expected label " + expected + ", found '" + record.get(1) + "'");
        } else {
            probabilities(record, label, line);
        }
    }

    private void probabilities(CSVRecord record, int label, long line) {
        String image = record.get(0);
        float[] probabilities = new float[task.classes().size()];
        for (int c = 0; c < probabilities.length; c++) {
            String cell = record.get(c + 2);
            if (!NUMBER.matcher(cell).matches()) {
                fault(line, image + ": '" + cell + "' is not a probability");
                return;
            }
            probabilities[c] = Float.parseFloat(cell);
        }
        try {
            rows.put(image, Prediction.of(image, label, probabilities));
        } catch (IllegalArgumentException e) {
            fault(line, image + ": " + e.getMessage());
        }
    }

    private void fault(long line, String problem) {
        faultCount++;
        if (faults.size() < SHOWN) {
            faults.add(line > 0 ? "line " + line + ": " + problem : problem);
        }
        firstFault = faultCount == 1 ? line : firstFault;
    }
}
