package org.ctbench.harness.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * The locks of the splits that took part in a run, kept beside its results as {@value #NAME}.
 *
 * @param schema {@value #SCHEMA}
 * @param splits the locks, in the order of the results
 */
public record RunLocks(String schema, List<SplitLock> splits) {
    /** Name of the document in the folder of a run. */
    public static final String NAME = "splits.yaml";

    /** Schema of the documents that this version writes. */
    public static final String SCHEMA = "ctbench/run-locks/3";

    public RunLocks {
        Objects.requireNonNull(schema, "schema");
        splits = List.copyOf(Objects.requireNonNull(splits, "splits"));
    }

    /** Writes the locks into the folder of a run. */
    public static void write(Path folder, List<SplitLock> splits) throws IOException {
        AtomicFiles.write(folder.resolve(NAME), Checksum.OF_ALL.yaml(new RunLocks(SCHEMA, splits)));
    }

    /**
     * Reads the locks from the folder of a run.
     *
     * @throws UserException if they are missing, damaged or not those of the results
     */
    public static List<SplitLock> read(Path folder, RunResults results) throws IOException {
        Path file = folder.resolve(NAME);
        Document document = Document.yaml(Documents.readText(file), file.toString());
        List<SplitLock> splits =
                Checksum.OF_ALL.read(document, RunLocks.class, SCHEMA).splits();
        List<String> there =
                splits.stream().map(lock -> pin(lock.id(), lock.manifest())).toList();
        List<String> used = results.numbers().splits().stream()
                .map(split -> pin(split.id(), split.digest()))
                .toList();
        if (!there.equals(used)) {
            throw new UserException(
                    "these are not the splits of the results", file.toString(), "restore the file as the run wrote it");
        }
        return splits;
    }

    private static String pin(String id, Sha256 manifest) {
        return id + " " + manifest;
    }
}
