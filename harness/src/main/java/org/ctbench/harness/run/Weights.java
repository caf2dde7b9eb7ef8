package org.ctbench.harness.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.models.layers.Module;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.files.AtomicFiles;

/** The trained weights of a run, {@code weights/<name>.safetensors} in its folder. */
final class Weights {
    private final Plan plan;
    private final Path folder;

    Weights(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /** Writes the weights of a network under the id of an item, with that of an evaluation set if it was fine-tuned. */
    byte[] write(ModelItem item, String suffix, Module network) throws IOException {
        byte[] bytes = bytes(item, network);
        AtomicFiles.write(path(item.id() + suffix), bytes);
        return bytes;
    }

    /** The weights that an earlier model of the run was trained to. */
    WeightFile trained(String item) throws IOException {
        return of(Files.readAllBytes(path(item)));
    }

    /** The weights of a network as a file. */
    byte[] bytes(ModelItem item, Module network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("model", item.model());
        metadata.put("item", item.id());
        metadata.put("plan", plan.digest().hex());
        WeightFile.write(network, metadata, bytes);
        return bytes.toByteArray();
    }

    /** Reads a file from memory. */
    static WeightFile of(byte[] bytes) throws IOException {
        return WeightFile.read(new ByteArrayInputStream(bytes));
    }

    private Path path(String name) {
        return folder.resolve("weights/" + name + ".safetensors");
    }
}
