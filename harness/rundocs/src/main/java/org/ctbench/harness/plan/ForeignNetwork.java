package org.ctbench.harness.plan;

import java.util.List;
import java.util.Objects;
import org.ctbench.splits.documents.InvalidValue;

/**
 * A trained network of another framework, which its own library computes.
 *
 * @param format format of its file, one of {@link #FORMATS}
 * @param file the network
 * @param card its model card
 */
public record ForeignNetwork(String format, PinnedFile file, PinnedFile card) implements ForeignModel {
    /** The formats, each a key of an item of a plan and an option of the launcher. */
    public static final List<String> FORMATS = List.of("onnx", "dl4j");

    public ForeignNetwork {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(file, format);
        if (card == null) {
            throw new InvalidValue(
                    "card", "is missing", "write card: FILE, which says how a slice becomes the input of the network");
        }
    }

    @Override
    public String kind() {
        return format;
    }

    @Override
    public String summary() {
        String digest = file.sha256()
                .map(sha256 -> " (SHA-256 " + sha256.abbreviated() + ")")
                .orElse("");
        return "the network of " + file.file() + digest
                + ", computed by its own library; the last digits depend on the machine";
    }

    /** A network tells the classes apart that it was trained to, so that no set is covered that asks for a fine-tuning. */
    @Override
    public boolean covers(EvaluationSet set) {
        return set.fineTune().isEmpty();
    }

    @Override
    public boolean readsImages() {
        return true;
    }

    @Override
    public boolean hasSeeds() {
        return false;
    }
}
