package org.ctbench.harness.predictions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.results.Task;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Predictions in files of other programs: CSV ({@code .csv}), TSV ({@code .tsv}), JSON lines ({@code .jsonl}, {@code .ndjson}) and
 * NPZ ({@code .npz}). Each row names its image, by name or by path, in any order; one or several files hold each slice of a split
 * once.
 */
public final class PredictionFiles {
    private PredictionFiles() {}

    /**
     * Reads the predictions for a task.
     *
     * @throws UserException if a file is not read, a column is missing, or any row is at fault; all faulty rows of all files are
     *     in one message, the first of them with their lines
     */
    public static ReadPredictions read(PredictionSource source, Task task) throws IOException {
        Columns.requireKnown(source, task.classes());
        RowReader rows = new RowReader(source, task);
        List<Sha256> digests = new ArrayList<>();
        for (String name : source.files()) {
            Path file = Path.of(name);
            TableFile table = TableFile.of(name, source.columns().getOrDefault(Columns.IMAGE, Columns.IMAGE));
            byte[] bytes = Documents.readBytes(file);
            digests.add(Sha256.of(bytes));
            rows.begin(name);
            table.read(bytes, name, rows);
            rows.end();
        }
        return rows.finish(digests);
    }

    /** Whether all files of a source are there. */
    public static boolean areThere(PredictionSource source) {
        return allOf(source).allMatch(file -> Files.isRegularFile(Path.of(file)));
    }

    /**
     * Digests of the files of a source, in their order, then of its annotation file.
     *
     * @throws UserException if one is missing or larger than 256 MiB
     */
    public static List<Sha256> digests(PredictionSource source) throws IOException {
        List<Sha256> digests = new ArrayList<>();
        for (String name : allOf(source).toList()) {
            digests.add(Sha256.of(Documents.readBytes(Path.of(name))));
        }
        return digests;
    }

    private static Stream<String> allOf(PredictionSource source) {
        return Stream.concat(source.files().stream(), source.images().stream());
    }
}
