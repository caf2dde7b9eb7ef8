package org.ctbench.harness.captures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Which captures of a run's copy are without images, kept as {@value #NAME} in its folder: their bytes are other ones than the
 * results name.
 *
 * @param schema {@value #SCHEMA}
 * @param captures digest of each such file, by its path relative to the folder
 */
public record SealedCaptures(String schema, Map<String, Sha256> captures) {
    /** Name of the document. */
    public static final String NAME = "sealed.json";

    private static final String SCHEMA = "ctbench/sealed/1";

    public SealedCaptures {
        if (!Objects.requireNonNull(schema, "schema").equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "give it a " + SCHEMA);
        }
        captures = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNull(captures, "captures")));
    }

    /**
     * Reads the document of a folder; one that names nothing where there is none.
     *
     * @throws UserException if it does not fit the schema
     */
    public static SealedCaptures read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.exists(file)
                ? Documents.readJson(file, SealedCaptures.class)
                : new SealedCaptures(SCHEMA, Map.of());
    }

    /** Writes the document. */
    public static void write(Path folder, Map<String, Sha256> captures) throws IOException {
        AtomicFiles.write(folder.resolve(NAME), Documents.toJson(new SealedCaptures(SCHEMA, captures)));
    }

    /** Digest of a capture, if it is one without images. */
    public Optional<Sha256> digest(String file) {
        return Optional.ofNullable(captures.get(file));
    }
}
