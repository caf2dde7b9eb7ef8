package org.ctbench.harness.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** The metadata of an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), as JSON-LD. */
final class CrateMetadata {
    /** Name of the document at the root of the crate. */
    static final String NAME = "ro-crate-metadata.json";

    private static final String PROFILE = "https://w3id.org/ro/crate/1.1";

    /** Of schema.org, but younger than the context of RO-Crate 1.1, which does not have it. */
    private static final Map<String, String> SHA256 = Map.of("sha256", "http://schema.org/sha256");

    /** Identifies a licence that is stated in words. */
    private static final String WORDS = "#licence";

    private CrateMetadata() {}

    /** The document. {@code files} are all other files of the crate, by path. */
    static String of(RunEvidence run, Map<String, Path> files, Terms terms) throws IOException {
        Map<String, Object> licence = licence(terms.licence());
        List<Map<String, Object>> graph = new ArrayList<>();
        Map<String, Object> descriptor = entity(NAME, "CreativeWork");
        descriptor.put("conformsTo", ref(PROFILE));
        descriptor.put("about", ref("./"));
        graph.add(descriptor);
        Map<String, Object> root = entity("./", "Dataset");
        root.put("name", run.plan().title());
        root.put(
                "description",
                "Evidence of a ctbench run of the plan " + run.plan().id() + ": predictions, locks of the splits, plan,"
                        + " provenance, and the report that follows from them. It holds no image. `ctbench replay` derives the"
                        + " report again.");
        root.put("datePublished", terms.date().toString());
        root.put("license", ref(licence.get("@id").toString()));
        root.put("identifier", "sha256:" + run.results().numbers().digest().hex());
        root.put(
                "hasPart",
                files.keySet().stream().map(path -> ref(address(path))).toList());
        graph.add(root);
        graph.add(licence);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            graph.add(file(file.getKey(), file.getValue()));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", List.of(PROFILE + "/context", SHA256));
        document.put("@graph", graph);
        return Documents.toJson(document);
    }

    /**
     * The terms that a document states.
     *
     * @param file for messages
     * @throws UserException if it states none
     */
    static Terms terms(String document, Path file) {
        JsonNode graph =
                Documents.parseJson(document, file.toString(), JsonNode.class).path("@graph");
        String date = graph.path(1).path("datePublished").asText();
        JsonNode licence = graph.path(2);
        String id = licence.path("@id").asText();
        try {
            return new Terms(
                    LocalDate.parse(date),
                    id.equals(WORDS) ? licence.path("description").asText() : id);
        } catch (DateTimeParseException e) {
            throw new UserException(
                    "the metadata have no date of publication",
                    file.toString(),
                    "get the bundle again from whoever made it",
                    e);
        }
    }

    /** An entity of its own, as RO-Crate wants it: known by its address, or by words alone. */
    private static Map<String, Object> licence(String licence) {
        boolean address = licence.matches("https?://\\S+");
        Map<String, Object> entity = entity(address ? licence : WORDS, "CreativeWork");
        entity.put("name", address ? licence.replaceFirst("^https?://(.*?)/*$", "$1") : licence);
        entity.put("description", address ? "Licence of this bundle: " + licence : licence);
        return entity;
    }

    private static Map<String, Object> file(String path, Path file) throws IOException {
        Map<String, Object> entity = entity(address(path), "File");
        entity.put("name", path);
        entity.put("contentSize", Long.toString(Files.size(file)));
        entity.put("encodingFormat", format(path));
        entity.put("sha256", Sha256.of(file).hex());
        return entity;
    }

    /** The path as a relative URI: blanks and the like escaped. */
    private static String address(String path) {
        try {
            String encoded = new URI(null, null, "/" + path, null).toASCIIString();
            return encoded.substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path: " + path, e);
        }
    }

    private static String format(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "json" -> "application/json";
            case "yaml" -> "application/yaml";
            case "csv" -> "text/csv";
            case "html" -> "text/html";
            case "md" -> "text/markdown";
            case "tex" -> "application/x-tex";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "npz" -> "application/zip";
            default -> "text/plain";
        };
    }

    private static Map<String, Object> entity(String id, String type) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", id);
        entity.put("@type", type);
        return entity;
    }

    private static Map<String, Object> ref(String id) {
        return Map.of("@id", id);
    }
}
