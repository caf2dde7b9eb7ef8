package org.ctbench.harness.results;

import java.io.IOException;
import java.nio.file.Path;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** The results document of a run on disk, {@value #NAME} in its folder. */
public final class ResultsFile {
    /** Name of the document in the folder of a run. */
    public static final String NAME = "results.json";

    private ResultsFile() {}

    /** Writes the document into the folder of a run, replacing an older one, and returns its path. */
    public static Path write(Path folder, RunResults results) throws IOException {
        Path file = folder.resolve(NAME);
        AtomicFiles.write(file, Checksum.OF_ALL.json(results));
        return file;
    }

    /**
     * Reads the document from the folder of a run.
     *
     * @throws UserException if there is none, it does not fit the schema or was changed
     */
    public static RunResults read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return parse(Documents.readText(file), file.toString());
    }

    /** @param name what stands for the file in messages */
    static RunResults parse(String text, String name) {
        return Checksum.OF_ALL.read(Document.json(text, name), RunResults.class, RunResults.SCHEMA);
    }
}
