package org.ctbench.harness.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.plan.CanonicalForm;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * The digest that a document carries of itself as its last key, {@value #KEY}: SHA-256 of the {@linkplain CanonicalForm
 * canonical form} of its other keys. It finds damage; who wrote the document it cannot tell.
 */
public final class Checksum {
    /** The key. */
    public static final String KEY = "checksum";

    /** The checksum of all keys. */
    public static final Checksum OF_ALL = new Checksum(Set.of());

    private final Set<String> editable;

    private Checksum(Set<String> editable) {
        this.editable = editable;
    }

    /** The checksum of all keys but those of this name, which people may edit, at any depth. */
    public static Checksum ofAllBut(String editable) {
        return new Checksum(Set.of(editable));
    }

    /** A document as JSON, with its checksum. */
    public String json(Object document) {
        return Documents.toJson(signed(document));
    }

    /** A document as YAML, with its checksum. */
    public String yaml(Object document) {
        return Documents.toYaml(signed(document));
    }

    private ObjectNode signed(Object document) {
        // as it is read back: floats are the decimals that are written
        ObjectNode tree =
                Document.json(Documents.toJson(document), "document").at("").deepCopy();
        return tree.put(KEY, of(tree).hex());
    }

    private Sha256 of(JsonNode tree) {
        return CanonicalForm.digestWithout(editable, tree);
    }

    /**
     * Reads a JSON file that carries its checksum; empty if there is none.
     *
     * @throws UserException as {@link #read} does
     */
    public <T> Optional<T> find(Path file, Class<T> type, String schema) throws IOException {
        return Files.exists(file)
                ? Optional.of(read(Document.json(Documents.readText(file), file.toString()), type, schema))
                : Optional.empty();
    }

    /**
     * Reads a document that carries its checksum.
     *
     * @throws UserException if it is of another schema, does not fit {@code type}, or has no checksum or that of another content
     */
    public <T> T read(Document document, Class<T> type, String schema) {
        document.ofSchema(schema);
        if (document.at(KEY).isMissingNode()) {
            document.as(type); // what else is wrong with it tells more
            throw new UserException("missing key '" + KEY + "'", document.where(""), fix());
        }
        Document content = document.without(KEY);
        T value = content.as(type);
        Sha256 there = of(content.at(""));
        if (!there.hex().equals(document.at(KEY).asText())) {
            throw new UserException(
                    "the document was damaged or changed: the checksum of its content is " + there.abbreviated()
                            + "..., not the one that it carries",
                    document.where(KEY),
                    fix());
        }
        return value;
    }

    private String fix() {
        String only = editable.isEmpty() ? "" : "; only " + String.join(", ", editable) + " may be edited";
        return "restore the file as ctbench wrote it" + only;
    }
}
