package org.ctbench.harness.bundle;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.splits.files.Documents;
import org.ctbench.splits.files.Sha256;

/** The metadata of an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), as JSON-LD. */
final class CrateMetadata {
    /** Name of the document at the root of the crate. */
    static final String NAME = "ro-crate-metadata.json";

    private static final String PROFILE = "https://w3id.org/ro/crate/1.1";

    private CrateMetadata() {}

    /**
     * The document.
     *
     * @param files all other files of the crate, by path
     * @param date day of publication
     * @param licence address of a licence, or words
     */
    static byte[] of(RunEvidence run, Map<String, byte[]> files, LocalDate date, String licence) {
        List<Map<String, Object>> graph = new ArrayList<>();
        graph.add(entity(NAME, "CreativeWork", Map.of("conformsTo", ref(PROFILE), "about", ref("./"))));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("@id", "./");
        root.put("@type", "Dataset");
        root.put("name", run.plan().title());
        root.put(
                "description",
                "Evidence of a ctbench run of the plan " + run.plan().id() + ": predictions, locks of the splits, plan,"
                        + " provenance, and the report that follows from them. It holds no image. `ctbench replay` derives the"
                        + " report again.");
        root.put("datePublished", date.toString());
        root.put("license", licence.matches("https?://.*") ? ref(licence) : licence);
        root.put("identifier", "sha256:" + run.results().numbers().digest().hex());
        root.put("hasPart", files.keySet().stream().map(CrateMetadata::ref).toList());
        graph.add(root);
        files.forEach((path, bytes) -> graph.add(file(path, bytes)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", PROFILE + "/context");
        document.put("@graph", graph);
        return Documents.toJson(document).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> file(String path, byte[] bytes) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("@id", path);
        file.put("@type", "File");
        file.put("name", path);
        file.put("contentSize", Integer.toString(bytes.length));
        file.put("encodingFormat", format(path));
        file.put("sha256", Sha256.of(bytes).hex());
        return file;
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

    private static Map<String, Object> entity(String id, String type, Map<String, Object> rest) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", id);
        entity.put("@type", type);
        new java.util.TreeMap<>(rest).forEach(entity::put);
        return entity;
    }

    private static Map<String, Object> ref(String id) {
        return Map.of("@id", id);
    }
}
