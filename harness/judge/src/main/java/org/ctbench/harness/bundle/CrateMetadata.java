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
import java.util.Set;
import java.util.function.Predicate;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * The metadata of an RO-Crate 1.2 (https://w3id.org/ro/crate/1.2) that follows the profile Process Run Crate 0.5
 * (https://w3id.org/ro/wfrun/process/0.5), as JSON-LD: which files went into the run and into its report, and which came out.
 * When a run ended is not said, because results hold no time of day.
 */
final class CrateMetadata {
    /** Name of the document at the root of the crate. */
    static final String NAME = "ro-crate-metadata.json";

    private static final String SPECIFICATION = "https://w3id.org/ro/crate/1.2";
    private static final String PROFILE = "https://w3id.org/ro/wfrun/process/0.5";
    private static final String RUN_ACTION = "#run";
    private static final String REPORT_ACTION = "#report";
    private static final String SOFTWARE = "#ctbench";

    /** What a run is computed from, by the start of the path. */
    private static final List<String> INPUTS = List.of(
            Bundle.RUN + "/" + RunFolder.PLAN,
            Bundle.RUN + "/" + RunLocks.NAME,
            Bundle.RUN + "/" + Manifests.FOLDER + "/",
            Bundle.RUN + "/" + Library.KEPT + "/");

    /** Identifies a licence that is stated in words. */
    private static final String WORDS = "#licence";

    private CrateMetadata() {}

    /** The document. {@code files} are all other files of the crate, by path. */
    static String of(RunEvidence run, Map<String, Path> files, Terms terms) throws IOException {
        Map<String, Object> licence = licence(terms.licence());
        List<Map<String, Object>> graph = new ArrayList<>();
        Map<String, Object> descriptor = entity(NAME, "CreativeWork");
        descriptor.put("conformsTo", ref(SPECIFICATION));
        descriptor.put("about", ref("./"));
        graph.add(descriptor);
        Map<String, Object> root = entity("./", "Dataset");
        root.put("conformsTo", ref(PROFILE));
        root.put("name", run.plan().title());
        root.put(
                "description",
                "Evidence of a ctbench run of the plan " + run.plan().id() + ": predictions, locks of the splits, plan,"
                        + " provenance, and the report that follows from them. It holds no image. `ctbench replay` derives the"
                        + " report again.");
        root.put("datePublished", terms.date().toString());
        root.put("license", ref(licence.get("@id").toString()));
        root.put("identifier", "sha256:" + run.results().numbers().digest().hex());
        root.put("hasPart", refs(files.keySet(), path -> true));
        root.put("mentions", List.of(ref(RUN_ACTION), ref(REPORT_ACTION)));
        graph.add(root);
        graph.add(licence);
        graph.addAll(process(run, files.keySet()));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            graph.add(file(file.getKey(), file.getValue()));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", SPECIFICATION + "/context");
        document.put("@graph", graph);
        return Documents.toJson(document);
    }

    /** What was executed, on what, and what came out. */
    private static List<Map<String, Object>> process(RunEvidence run, Set<String> paths) {
        Provenance provenance = run.results().provenance();
        Map<String, Object> profile = entity(PROFILE, "CreativeWork");
        profile.put("name", "Process Run Crate");
        profile.put("version", "0.5");
        Map<String, Object> software = entity(SOFTWARE, "SoftwareApplication");
        software.put("name", "ctbench");
        software.put("softwareVersion", provenance.code().version());
        software.put("description", "Version " + provenance.code().text());

        List<Map<String, Object>> images = run.results().numbers().splits().stream()
                .map(CrateMetadata::split)
                .toList();
        List<Map<String, Object>> inputs = new ArrayList<>(refs(paths, CrateMetadata::isInput));
        images.forEach(split -> inputs.add(ref(split.get("@id").toString())));
        Map<String, Object> computed = entity(RUN_ACTION, "CreateAction");
        computed.put("name", "Run of the plan " + run.plan().id());
        computed.put(
                "description",
                "Engine: " + provenance.engine().text() + "; "
                        + provenance.engine().threads() + " threads; " + provenance.machine());
        computed.put("instrument", ref(SOFTWARE));
        computed.put("object", inputs);
        computed.put("result", refs(paths, path -> isOfRun(path) && !isInput(path)));

        Map<String, Object> reported = entity(REPORT_ACTION, "CreateAction");
        reported.put("name", "Report of the run");
        reported.put("description", "Derived from the files of the run; `ctbench replay` derives it again");
        reported.put("instrument", ref(SOFTWARE));
        reported.put("object", refs(paths, path -> !isOfReport(path)));
        reported.put("result", refs(paths, CrateMetadata::isOfReport));

        List<Map<String, Object>> entities = new ArrayList<>(List.of(profile, software, computed, reported));
        entities.addAll(images);
        return entities;
    }

    /** The images of a split, which are not in the crate. */
    private static Map<String, Object> split(SplitReference split) {
        Map<String, Object> entity = entity("#images-" + split.id().replace('/', '-'), "CreativeWork");
        entity.put("name", "Images of " + split.id());
        entity.put("description", split.slices() + " slices, not part of this crate");
        split.images().ifPresent(digest -> entity.put("identifier", "sha256:" + digest.hex()));
        return entity;
    }

    private static boolean isOfRun(String path) {
        return path.startsWith(Bundle.RUN + "/");
    }

    private static boolean isOfReport(String path) {
        return path.startsWith(Bundle.REPORT + "/");
    }

    private static boolean isInput(String path) {
        return INPUTS.stream().anyMatch(path::startsWith);
    }

    private static List<Map<String, Object>> refs(Set<String> paths, Predicate<String> which) {
        return paths.stream().filter(which).map(path -> ref(address(path))).toList();
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
                    "get the bundle again from its author",
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
