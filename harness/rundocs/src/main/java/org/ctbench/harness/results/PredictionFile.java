package org.ctbench.harness.results;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Predictions as CSV (RFC 4180, UTF-8, {@code \n}): the header {@code image,label,p_Normal,p_CP,p_NCP} with the classes
 * of the task, then one row per slice in the order of the split.
 *
 * <ul>
 *   <li>{@code image}: id of the slice, as in the split's manifest
 *   <li>{@code label}: name of its true class, as in the split's manifest
 *   <li>{@code p_<class>}: probability of the class, a decimal number in [0, 1]; a row's probabilities add up to 1
 *   <li>{@code predicted_<class>} in place of it, where the probabilities are not known: 1 for the class that the model gives, 0
 *       for the others
 * </ul>
 */
public final class PredictionFile {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    private static final String PREFIX = "p_";
    private static final String PREDICTED = "predicted_";

    private PredictionFile() {}

    /** Writes predictions, replacing the file, and returns the digest of its bytes. */
    public static Sha256 write(Path file, Predictions predictions) throws IOException {
        byte[] bytes = text(predictions).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, bytes);
        return Sha256.of(bytes);
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
        List<CSVRecord> records = records(new String(bytes, StandardCharsets.UTF_8), file);
        List<String> header = records.isEmpty() ? List.of() : records.get(0).toList();
        boolean alone = header.size() > 2 && header.get(2).startsWith(PREDICTED);
        List<String> classes = classes(header, alone ? PREDICTED : PREFIX);
        if (classes.size() < 2 || classes.stream().distinct().count() < classes.size()) {
            throw UserException.atLine(file, 1, "these are not predictions", "restore the file as ctbench wrote it");
        }
        List<Prediction> rows = new ArrayList<>();
        for (CSVRecord record : records.subList(1, records.size())) {
            try {
                rows.add(prediction(record, classes));
            } catch (IllegalArgumentException e) {
                throw UserException.atLine(
                        file, record.getRecordNumber(), e.getMessage(), "restore the file as ctbench wrote it");
            }
        }
        return new Predictions(classes, rows, !alone);
    }

    private static List<String> classes(List<String> header, String prefix) {
        return header.stream()
                .skip(2)
                .filter(column -> column.startsWith(prefix))
                .map(column -> column.substring(prefix.length()))
                .toList();
    }

    private static Prediction prediction(CSVRecord record, List<String> classes) {
        if (record.size() != classes.size() + 2) {
            throw new IllegalArgumentException("expected " + (classes.size() + 2) + " columns, found " + record.size());
        }
        float[] probabilities = new float[classes.size()];
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = Float.parseFloat(record.get(c + 2));
        }
        return Prediction.of(record.get(0), classes.indexOf(record.get(1)), probabilities);
    }

    private static List<CSVRecord> records(String text, Path file) {
        try (CSVParser parser = CSV.parse(new StringReader(text))) {
            return parser.getRecords();
        } catch (IOException | UncheckedIOException e) {
            throw new UserException("not a CSV file: " + e.getMessage(), file.toString(), "correct its quotes", e);
        }
    }

    /**
     * The file for a task before it is filled in: every image with its true class, and nothing for the probabilities.
     *
     * @return its text
     */
    public static String template(Task task) throws IOException {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSV)) {
            printer.printRecord(header(task.classes(), PREFIX));
            for (Map.Entry<String, Integer> image : task.labels().entrySet()) {
                List<String> cells =
                        new ArrayList<>(List.of(image.getKey(), task.classes().get(image.getValue())));
                cells.addAll(Collections.nCopies(task.classes().size(), ""));
                printer.printRecord(cells);
            }
        }
        return out.toString();
    }

    private static List<String> header(List<String> classes, String prefix) {
        return Stream.concat(Stream.of("image", "label"), classes.stream().map(prefix::concat))
                .toList();
    }

    private static String text(Predictions predictions) throws IOException {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSV)) {
            printer.printRecord(header(predictions.classes(), predictions.hasProbabilities() ? PREFIX : PREDICTED));
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
