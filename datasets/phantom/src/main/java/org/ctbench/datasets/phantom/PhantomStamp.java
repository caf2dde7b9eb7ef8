package org.ctbench.datasets.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctbench.datasets.phantom.PhantomSummary.Content;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/**
 * The file {@value #NAME} below the root of generated data: what made it. It is written before the first slice and again,
 * with the folders, after the last one.
 *
 * @param schema {@value #SCHEMA}
 * @param generator version of the generator
 * @param spec what was asked for
 * @param lists digest of each list by file name
 * @param folders what is there, by folder; empty as long as something is missing
 */
record PhantomStamp(
        String schema, int generator, PhantomSpec spec, Map<String, Sha256> lists, Map<String, Content> folders) {
    static final String NAME = "phantom.yaml";
    static final String SCHEMA = "ctbench/phantom/1";

    PhantomStamp {
        if (!SCHEMA.equals(schema)) {
            throw new IllegalArgumentException("schema must be " + SCHEMA + ", is " + schema);
        }
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
    }

    boolean complete() {
        return !folders.isEmpty();
    }

    boolean madeFrom(PhantomSpec other) {
        return generator == PhantomGenerator.VERSION && spec.equals(other);
    }

    PhantomStamp completed(Map<String, Content> all) {
        return new PhantomStamp(schema, generator, spec, lists, all);
    }

    static Optional<PhantomStamp> read(Path root) throws IOException {
        Path file = root.resolve(NAME);
        return Files.exists(file) ? Optional.of(Documents.readYaml(file, PhantomStamp.class)) : Optional.empty();
    }

    void write(Path root) throws IOException {
        AtomicFiles.write(root.resolve(NAME), Documents.toYaml(this));
    }
}
