package org.ctbench.harness.results;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Predictions as CSV (RFC 4180, UTF-8, {@code \n}): the header {@code image,label,p_Normal,p_CP,p_NCP} with the classes
 * of the task, then one row per slice in the order of the split. Files of other programs are read by the same rules.
 *
 * <ul>
 *   <li>{@code image}: id of the slice, as in the split's manifest
 *   <li>{@code label}: name of its true class, as in the split's manifest
 *   <li>{@code p_<class>}: probability of the class, a decimal number in [0, 1]; a row's probabilities add up to 1
 * </ul>
 */
public final class PredictionFile {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    private static final String PREFIX = "p_";

    private PredictionFile() {}

    /** Writes predictions, replacing the file, and returns the digest of its bytes. */
    public static Sha256 write(Path file, Predictions predictions) throws IOException {
        byte[] bytes = text(predictions).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, bytes);
        return Sha256.of(bytes);
    }

    /**
     * Reads the predictions for a task. Rows may come in any order; they are returned in the order of the split.
     *
     * @throws UserException if the header is not that of the task, a slice is missing, double or foreign, a label
     *     differs from the split's or a probability is no probability; all faults in one message
     */
    public static Predictions read(Path file, Task task) throws IOException {
        return read(Documents.readText(file), file, task);
    }

    /**
     * Reads predictions that ctbench wrote, without their split: their digest vouches for images and labels.
     *
     * @param bytes the file
     * @param file what stands for it in messages
     * @param digest its digest, from the document that refers to it
     * @throws UserException if the bytes have another digest or are no predictions
     */
    public static Predictions readSealed(byte[] bytes, Path file, Sha256 digest) {
        if (!Sha256.of(bytes).equals(digest)) {
            throw new UserException(
                    "the file has digest " + Sha256.of(bytes).abbreviated() + ", expected " + digest.abbreviated(),
                    file.toString(),
                    "restore the file as ctbench wrote it");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<CSVRecord> records = new ArrayList<>();
        each(text, file, (record, line) -> records.add(record));
        List<String> header = records.isEmpty() ? List.of() : records.get(0).toList();
        if (header.size() < 4) {
            throw UserException.atLine(file, 1, "these are no predictions", "name a file that ctbench wrote");
        }
        List<String> classes = header.subList(2, header.size()).stream()
                .map(column -> column.startsWith(PREFIX) ? column.substring(PREFIX.length()) : column)
                .toList();
        if (classes.stream().distinct().count() < classes.size()) {
            throw UserException.atLine(file, 1, "a class has two columns", "restore the file as ctbench wrote it");
        }
        Map<String, Integer> labels = new LinkedHashMap<>();
        records.stream()
                .skip(1)
                .filter(record -> record.size() > 1 && classes.contains(record.get(1)))
                .forEach(record -> labels.put(record.get(0), classes.indexOf(record.get(1))));
        return read(text, file, new Task(file.getFileName().toString(), classes, labels));
    }

    private static Predictions read(String text, Path file, Task task) {
        PredictionReader reader = new PredictionReader(file, task);
        each(text, file, reader::accept);
        return reader.finish();
    }

    private static void each(String text, Path file, ObjLongConsumer<CSVRecord> consumer) {
        try (CSVParser parser = CSV.parse(new StringReader(text))) {
            for (CSVRecord record : parser) {
                consumer.accept(record, parser.getCurrentLineNumber());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UserException("not a CSV file: " + e.getMessage(), file.toString(), "mend its quotes", e);
        }
    }

    /** The header for these classes. */
    static List<String> header(List<String> classes) {
        return Stream.concat(Stream.of("image", "label"), classes.stream().map(PREFIX::concat))
                .toList();
    }

    private static String text(Predictions predictions) throws IOException {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSV)) {
            printer.printRecord(header(predictions.classes()));
            for (Prediction row : predictions.rows()) {
                List<String> cells = new ArrayList<>();
                cells.add(row.image());
                cells.add(predictions.classes().get(row.label()));
                row.probabilities().forEach(p -> cells.add(number(p)));
                printer.printRecord(cells);
            }
        }
        return out.toString();
    }

    /** The shortest decimal that reads back to the same float; unlike {@code Float.toString}, on every Java version. */
    private static String number(float p) {
        return NumberOutput.toString(p, true);
    }
}
