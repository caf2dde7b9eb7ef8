package org.ctbench.harness.run.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.harness.cells.Cell;
import org.ctbench.models.layers.Module;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.documents.AtomicFiles;

/** Trained weights of a cell, {@value #NAME} in its folder. */
public final class Weights {
    /** Name of the file. */
    public static final String NAME = "weights.safetensors";

    private Weights() {}

    /** Writes the weights of a network that a cell has trained. */
    static void write(Path folder, Cell cell, Module network) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("model", cell.item().model());
        metadata.put("cell", cell.name().toString());
        metadata.put("digest", cell.digest().hex());
        AtomicFiles.write(folder.resolve(NAME), out -> WeightFile.write(network, metadata, out));
    }

    /** Reads the weights of a cell. */
    static WeightFile read(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(NAME))) {
            return WeightFile.read(in);
        }
    }

    /** The weights of a network as a file that is nowhere kept. */
    static WeightFile of(Module network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WeightFile.write(network, Map.of(), bytes);
        return WeightFile.read(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
