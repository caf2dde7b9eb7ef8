package org.ctbench.harness.predictions;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.splits.documents.UserException;

/** Checks the rows of one of many files and passes them on, keeping none. */
public final class ShardReader implements TableFile.Rows {
    private final ShardFormat format;
    private final PredictionSource source;
    private final String file;
    private final Consumer<CountedSlice> slices;
    private final RowChecks checks;
    private int patient; // its column, where there is no split

    private ShardReader(ShardFormat format, String file, Consumer<CountedSlice> slices) {
        this.format = format;
        this.source = format.source();
        this.file = file;
        this.slices = slices;
        this.checks = new RowChecks(
                format.about(),
                format.classes(),
                source,
                format.names(),
                format.slices().keySet());
        checks.begin(file);
    }

    /**
     * Reads a file.
     *
     * @param bytes the file
     * @param file its path or address; its ending says what it is, as of {@link PredictionFiles}
     * @param slices is given the slices of the rows, in their order; whether one stands twice is not looked at
     * @return whether the values of some row are no probabilities; if they are of no row of all files, they are no logits
     * @throws UserException if the file is not read, a column is missing, or a row is at fault; then some slices were given, and count
     *     for nothing
     */
    public static boolean read(ShardFormat format, byte[] bytes, String file, Consumer<CountedSlice> slices)
            throws IOException {
        ShardReader rows = new ShardReader(format, file, slices);
        TableFile.of(file, format.columns().getOrDefault(Columns.IMAGE, Columns.IMAGE))
                .read(bytes, file, rows);
        rows.finish();
        return rows.checks.values().areOther();
    }

    @Override
    public void header(List<String> header, long line) {
        List<String> stripped = checks.header(header, line);
        if (format.slices().isEmpty()) {
            patient = Columns.patient(stripped, checks.where(line), format.classes(), source);
            if (checks.columns().label().isEmpty()) {
                throw new UserException(
                        "no column with the true class",
                        checks.where(line),
                        "name it with --columns label=COLUMN, or the split with --split");
            }
        }
    }

    @Override
    public void row(List<String> cells, long line) {
        if (!checks.isWhole(cells, line)) {
            return;
        }
        Optional<String> image = format.slices().isEmpty() ? named(cells, line) : checks.slice(cells, line);
        image.flatMap(slice -> known(slice, cells, line))
                .ifPresent(known -> predict(image.orElseThrow(), known, cells, line));
    }

    private Optional<String> named(List<String> cells, long line) {
        String written = checks.written(cells);
        if (written.isEmpty()) {
            checks.add(RowFault.EMPTY, line, "the name of the image is empty");
            return Optional.empty();
        }
        return Optional.of(written);
    }

    private Optional<ShardFormat.Known> known(String image, List<String> cells, long line) {
        ShardFormat.Known ofSplit = format.slices().get(image);
        if (ofSplit != null) {
            return Optional.of(ofSplit).filter(known -> checks.labelFits(image, known.label(), cells, line));
        }
        String own = cells.get(patient).strip();
        Optional<Integer> label = checks.label(cells);
        if (own.isEmpty()) {
            checks.add(RowFault.EMPTY, line, image + ": the patient is empty");
        } else if (label.isEmpty()) {
            String written = cells.get(checks.columns().label().orElseThrow()).strip();
            checks.add(RowFault.NO_CLASS, line, image + ": " + RowFaults.quoted(written) + " is not a class");
        } else {
            return Optional.of(new ShardFormat.Known(label.get(), own));
        }
        return Optional.empty();
    }

    private void predict(String image, ShardFormat.Known known, List<String> cells, long line) {
        checks.prediction(image, known.label(), cells, line)
                .ifPresent(prediction -> slices.accept(new CountedSlice(
                        image, known.patient(), known.label() * format.classes().size() + prediction.predicted())));
    }

    private void finish() {
        if (checks.isEmpty()) {
            throw new UserException(
                    "the file is empty", file, "write a line with the names of the columns, and the rows");
        }
        if (checks.faults().total() > 0) {
            String hint = checks.hint();
            throw checks.faults()
                    .exception(format.about(), file, "correct these rows" + (hint.isEmpty() ? "" : "; " + hint));
        }
    }
}
