package org.ctbench.harness.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * What a model found in each slice of a split with lesion masks, as a file: no pixels, but all from which average precision
 * follows.
 *
 * @param schema {@value #SCHEMA}
 * @param split the split
 * @param slices in the order of the split
 */
public record LesionFile(String schema, String split, List<SliceLesions> slices) {
    /** Schema of the documents that this version writes and reads. */
    public static final String SCHEMA = "ctbench/lesions/1";

    public LesionFile {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "give it a " + SCHEMA);
        }
        Objects.requireNonNull(split, "split");
        slices = List.copyOf(Objects.requireNonNull(slices, "slices"));
    }

    /** Writes the file, replacing an older one, and returns the digest of its bytes. */
    public static Sha256 write(Path file, String split, List<SliceLesions> slices) throws IOException {
        byte[] bytes = Documents.toJson(new LesionFile(SCHEMA, split, slices)).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, bytes);
        return Sha256.of(bytes);
    }

    /** @throws UserException if there is no such file or it does not fit the schema */
    public static LesionFile read(Path file) throws IOException {
        return Documents.readJson(file, LesionFile.class);
    }
}
