package org.ctbench.harness.predictions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.results.Prediction;
import org.ctbench.splits.documents.UserException;

/** Checks the rows of one of many files and passes them on, keeping none. */
public final class ShardReader implements TableFile.Rows {
    private final ShardFormat format;
    private final PredictionSource source;
    private final Path file;
    private final Consumer<CountedSlice> slices;
    private final ClassNames names;
    private final SliceNames images;
    private final Values values;
    private final RowFaults faults = new RowFaults();
    private Columns columns; // null before the header
    private int patient;

    private ShardReader(ShardFormat format, Path file, Consumer<CountedSlice> slices) {
        this.format = format;
        this.source = format.source();
        this.file = file;
        this.slices = slices;
        this.names = format.names();
        this.images = new SliceNames(format.slices().keySet());
        this.values = new Values(format.values(), names);
    }

    /**
     * Reads a file.
     *
     * @param bytes the file
     * @param file what stands for it in messages; its ending says what it is, as of {@link PredictionFiles}
     * @param slices is given the slices of the rows, in their order; whether one stands twice is not looked at
     * @return whether the values of some row are no probabilities; if they are of no row of all files, they are no logits
     * @throws UserException if the file is not read, a column is missing, or a row is at fault; then some slices were given, and count
     *     for nothing
     */
    public static boolean read(ShardFormat format, byte[] bytes, Path file, Consumer<CountedSlice> slices)
            throws IOException {
        ShardReader rows = new ShardReader(format, file, slices);
        TableFile.of(file, format.columns().getOrDefault(Columns.IMAGE, Columns.IMAGE))
                .read(bytes, file, rows);
        rows.finish();
        return rows.values.areOther();
    }

    @Override
    public void header(List<String> header, long line) {
        List<String> stripped = header.stream().map(String::strip).toList();
        columns = Columns.of(stripped, where(line), format.classes(), source);
        if (format.slices().isEmpty()) {
            patient = Columns.patient(stripped, where(line), format.classes(), source);
            if (columns.label().isEmpty()) {
                throw new UserException(
                        "no column with the true class",
                        where(line),
                        "name it with --columns label=COLUMN, or the split with --split");
            }
        }
    }

    @Override
    public void row(List<String> cells, long line) {
        if (cells.size() != columns.width()) {
            faults.add(RowFault.WIDTH, where(line), "expected " + columns.width() + " columns, found " + cells.size());
            return;
        }
        String written = cells.get(columns.image()).strip();
        Optional<String> image =
                format.slices().isEmpty() ? Optional.of(written).filter(name -> !name.isEmpty()) : images.find(written);
        if (image.isEmpty()) {
            faults.add(
                    written.isEmpty() ? RowFault.EMPTY : RowFault.FOREIGN,
                    where(line),
                    format.slices().isEmpty()
                            ? "the name of the image is empty"
                            : RowFaults.quoted(written) + " is not a slice of " + format.about()
                                    + images.hint(written));
            return;
        }
        known(image.get(), cells, line).ifPresent(known -> predict(image.get(), known, cells, line));
    }

    private Optional<ShardFormat.Known> known(String image, List<String> cells, long line) {
        ShardFormat.Known ofSplit = format.slices().get(image);
        if (columns.label().isEmpty()) {
            return Optional.of(ofSplit);
        }
        String label = cells.get(columns.label().getAsInt()).strip();
        Optional<Integer> found = names.find(label);
        if (ofSplit != null) {
            if (found.equals(Optional.of(ofSplit.label()))) {
                return Optional.of(ofSplit);
            }
            faults.add(
                    RowFault.LABEL,
                    where(line),
                    image + ": the split has true class " + format.classes().get(ofSplit.label()) + ", the file "
                            + RowFaults.quoted(label));
            return Optional.empty();
        }
        String own = cells.get(patient).strip();
        if (own.isEmpty()) {
            faults.add(RowFault.EMPTY, where(line), image + ": the patient is empty");
        } else if (found.isEmpty()) {
            faults.add(RowFault.NO_CLASS, where(line), image + ": " + RowFaults.quoted(label) + " is not a class");
        } else {
            return Optional.of(new ShardFormat.Known(found.get(), own));
        }
        return Optional.empty();
    }

    private void predict(String image, ShardFormat.Known known, List<String> cells, long line) {
        try {
            float[] probabilities = values.probabilities(
                    columns.values().stream().map(cells::get).toList());
            int predicted = Prediction.of(image, known.label(), probabilities).predicted();
            slices.accept(new CountedSlice(
                    image, known.patient(), known.label() * format.classes().size() + predicted));
        } catch (Values.FaultyRowException e) {
            faults.add(e.fault(), where(line), image + ": " + e.getMessage());
        }
    }

    private void finish() {
        if (columns == null) {
            throw new UserException(
                    "the file is empty", file.toString(), "write a line with the names of the columns, and the rows");
        }
        if (faults.total() > 0) {
            String hint = values.hint();
            if (hint.isEmpty() && faults.count(RowFault.NO_CLASS) + faults.count(RowFault.LABEL) > 0) {
                hint = names.hint();
            }
            throw faults.exception(
                    format.about(), file.toString(), "correct these rows" + (hint.isEmpty() ? "" : "; " + hint));
        }
    }

    private String where(long line) {
        return file + ":" + line;
    }
}
