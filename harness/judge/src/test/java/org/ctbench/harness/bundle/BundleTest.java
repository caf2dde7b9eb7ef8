package org.ctbench.harness.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.fixtures.Zips;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    private static final Terms TERMS = new Terms(LocalDate.of(2026, 1, 2), "https://spdx.org/licenses/CC-BY-4.0");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The splits of {@link FinishedRun} are called as published ones, and are not. */
    private static final Locks NONE = Locks.of(List.of());

    @TempDir
    static Path temp;

    private static Path run;
    private static Path bundle;

    @BeforeAll
    static void writeOne() throws IOException {
        run = new FinishedRun(temp.resolve("run")).write();
        bundle = temp.resolve("run.zip");
        Bundle.write(run, bundle, Optional.empty(), TERMS, cache());
    }

    @Test
    void givesTheSameReportAgainAndLeavesNothingInTheCacheFolder() throws IOException {
        Replay replay = Replay.of(bundle, Optional.of(temp.resolve("again")), cache(), NONE);

        assertTrue(replay.passed(), replay.toString());
        assertEquals(
                RunEvidence.read(run).results().digest(),
                replay.numbers().orElseThrow().digest());
        assertEquals(Zips.read(bundle).size(), replay.files());
        assertTrue(Files.exists(temp.resolve("again/index.html")));
        try (Stream<Path> left = Files.list(cache().resolve("work"))) {
            assertEquals(List.of(cache().resolve("work/work.lock")), left.toList());
        }
    }

    @Test
    void theSameRunGivesTheSameBytes() throws IOException {
        Path again = temp.resolve("same.zip");

        Bundle.write(run, again, Optional.empty(), TERMS, cache());

        assertEquals(Sha256.of(bundle), Sha256.of(again));
    }

    @Test
    void whatAKilledCommandLeftIsRemovedAndWhatALivingOneUsesIsNot() throws IOException {
        Path killed = Files.createDirectories(temp.resolve("crowded/work/killed/crate"));
        Files.writeString(killed.resolve("file"), "left");

        try (WorkFolder living = WorkFolder.open(temp.resolve("crowded"))) {
            Files.writeString(living.resolve("mine"), "mine");
            WorkFolder.open(temp.resolve("crowded")).close();
            assertFalse(Files.exists(killed));
            assertEquals("mine", Files.readString(living.resolve("mine")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://spdx.org/licenses/CC-BY-4.0", "not stated: ask the author of the bundle"})
    void theMetadataAreThoseOfAnRoCrateInTermsOfItsContext(String licence) throws IOException {
        Path file = temp.resolve("crate.zip");
        Bundle.write(run, file, Optional.empty(), new Terms(LocalDate.of(2026, 1, 2), licence), cache());
        Map<String, byte[]> files = Zips.read(file);

        JsonNode crate = JSON.readTree(files.get("ro-crate-metadata.json"));

        Map<String, JsonNode> graph = new LinkedHashMap<>();
        for (JsonNode entity : crate.get("@graph")) {
            assertEquals(null, graph.put(entity.get("@id").asText(), entity), "every entity stands once");
        }
        JsonNode descriptor = graph.get("ro-crate-metadata.json");
        assertEquals("CreativeWork", descriptor.get("@type").asText());
        assertEquals(
                "https://w3id.org/ro/crate/1.2",
                descriptor.at("/conformsTo/@id").asText());
        JsonNode root = graph.get(descriptor.at("/about/@id").asText());
        assertEquals("Dataset", root.get("@type").asText());
        assertEquals("2026-01-02", root.get("datePublished").asText());
        assertEquals("A plan of my own", root.get("name").asText());
        assertFalse(root.get("description").asText().isEmpty());
        JsonNode terms = graph.get(root.at("/license/@id").asText());
        assertEquals("CreativeWork", terms.get("@type").asText());
        assertTrue(terms.get("description").asText().contains(licence), terms.toString());
        Set<String> parts = new TreeSet<>();
        root.get("hasPart").forEach(part -> parts.add(part.get("@id").asText()));
        Set<String> expected = new TreeSet<>(files.keySet());
        expected.removeAll(Set.of("ro-crate-metadata.json", "SHA256SUMS"));
        assertEquals(expected, parts);
        for (String part : parts) {
            JsonNode entity = graph.get(part);
            assertEquals("File", entity.get("@type").asText(), part);
            assertEquals(Sha256.of(files.get(part)).hex(), entity.get("sha256").asText(), part);
            assertEquals(
                    Integer.toString(files.get(part).length),
                    entity.get("contentSize").asText());
            assertTrue(entity.get("encodingFormat").asText().matches("[a-z]+/[a-z0-9.+-]+"), entity.toString());
        }
        requireTerms(crate);
        requireProcess(graph, parts);
    }

    /** The profile Process Run Crate: what an action reads and writes stands in the crate, and all files are of the report or went into it. */
    private static void requireProcess(Map<String, JsonNode> graph, Set<String> parts) {
        JsonNode root = graph.get("./");
        assertEquals(
                "https://w3id.org/ro/wfrun/process/0.5",
                root.at("/conformsTo/@id").asText());
        assertEquals(
                "CreativeWork",
                graph.get(root.at("/conformsTo/@id").asText()).get("@type").asText());
        assertEquals(List.of("#run", "#report"), ids(root.get("mentions")));
        for (String action : ids(root.get("mentions"))) {
            JsonNode entity = graph.get(action);
            assertEquals("CreateAction", entity.get("@type").asText());
            JsonNode software = graph.get(entity.at("/instrument/@id").asText());
            assertEquals("SoftwareApplication", software.get("@type").asText());
            assertEquals("0.1.0", software.get("softwareVersion").asText());
        }
        List<String> given = ids(graph.get("#run").get("object"));
        assertTrue(
                given.containsAll(List.of("run/plan.yaml", "run/splits.yaml", "#images-covidx-ct-v1-test")),
                given.toString());
        List<String> computed = ids(graph.get("#run").get("result"));
        assertTrue(
                computed.containsAll(List.of("run/results.json", "run/predictions/resnet18/test.csv")),
                computed.toString());
        Set<String> all = new TreeSet<>(ids(graph.get("#report").get("object")));
        assertTrue(all.containsAll(computed));
        List<String> report = ids(graph.get("#report").get("result"));
        assertTrue(report.contains("report/index.html"), report.toString());
        all.addAll(report);
        assertEquals(parts, all);
    }

    private static List<String> ids(JsonNode references) {
        List<String> ids = new ArrayList<>();
        references.forEach(reference -> ids.add(reference.get("@id").asText()));
        return ids;
    }

    @Test
    void aValidatorOfOthersFindsNoFault() throws IOException, InterruptedException {
        String module = System.getenv("CTBENCH_RO_CRATE_JS");
        assumeTrue(module != null, "CTBENCH_RO_CRATE_JS names no folder with the npm package ro-crate");
        Path folder = temp.resolve("unpacked");
        for (Map.Entry<String, byte[]> file : Zips.read(bundle).entrySet()) {
            AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
        }

        Process node = new ProcessBuilder("node", "-", module, folder.toString())
                .redirectInput(
                        Path.of("src/test/resources/ro-crate/validate.js").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, node.waitFor(), said);
        assertEquals("", said);
    }

    /** Every key and type is a term of the context; every reference to an entity of the crate leads to one. */
    private static void requireTerms(JsonNode crate) throws IOException {
        Map<String, String> terms = new LinkedHashMap<>();
        JSON.readTree(BundleTest.class.getResourceAsStream("/ro-crate/terms-1.2.json"))
                .properties()
                .forEach(term -> terms.put(term.getKey(), term.getValue().asText()));
        assertEquals(
                "https://w3id.org/ro/crate/1.2/context", crate.at("/@context").asText());
        Set<String> unknown = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        for (JsonNode entity : crate.get("@graph")) {
            used.add(entity.get("@type").asText());
            for (Map.Entry<String, JsonNode> property : entity.properties()) {
                if (!property.getKey().startsWith("@")) {
                    used.add(property.getKey());
                }
            }
        }
        used.stream().filter(term -> !terms.containsKey(term)).forEach(unknown::add);
        assertEquals(Set.of(), unknown);
        assertEquals(terms.keySet(), used, "the list has no term that nobody uses");
    }

    @Test
    void aFileWithBlanksInItsNameHasAnAddressAndItsName() throws IOException {
        Path file = Files.writeString(temp.resolve("a file.csv"), "1");
        JsonNode crate = JSON.readTree(CrateMetadata.of(RunEvidence.read(run), Map.of("run/a file.csv", file), TERMS));

        JsonNode graph = crate.get("@graph");
        JsonNode entity = graph.get(graph.size() - 1);

        assertEquals("run/a%20file.csv", entity.get("@id").asText());
        assertEquals("run/a file.csv", entity.get("name").asText());
        assertEquals("run/a%20file.csv", crate.at("/@graph/1/hasPart/0/@id").asText());
    }

    @Test
    void aFolderIsNoPlaceForABundle() {
        var e = assertThrows(UserException.class, () -> Bundle.write(run, temp, Optional.empty(), TERMS, cache()));

        assertEquals("a folder where a file is needed", e.problem());
        assertEquals("name the file, as in --out " + temp.resolve("run.crate.zip"), e.fix());
    }

    @Test
    void aChangedByteIsNamed() throws IOException {
        Map<String, byte[]> files = Zips.read(bundle);
        files.get("run/predictions/resnet18/test.csv")[20] ^= 1;
        files.remove("report/report.md");
        files.put("run/extra.txt", new byte[] {1});

        Replay replay = replay(files);

        assertFalse(replay.passed());
        assertEquals(
                List.of(
                        "report/report.md is missing",
                        "run/predictions/resnet18/test.csv was changed",
                        "run/extra.txt is not listed in SHA256SUMS"),
                replay.changed());
    }

    @Test
    void aMetricOfTheReportThatWasChangedTogetherWithItsDigestIsNamed() throws IOException {
        Map<String, byte[]> files = Zips.read(bundle);
        String name = "report/tables/results-test.csv";
        forge(files, name, text(files, name).replaceFirst("[0-8](?=\\n|,)", "9"));

        Replay replay = replay(files);

        assertEquals(List.of(), replay.changed());
        assertEquals(
                List.of("ro-crate-metadata.json does not follow from the run", name + " came out differently"),
                replay.different());
    }

    @Test
    void resultsThatWereChangedAreNamedByTheirPlaceInTheBundle() throws IOException {
        Map<String, byte[]> files = Zips.read(bundle);
        forge(
                files,
                "run/results.json",
                text(files, "run/results.json").replaceFirst("\"epoch\" : 1", "\"epoch\" : 7"));

        var e = assertThrows(UserException.class, () -> replay(files));

        assertEquals("numbers.models[0].training.curve[0]: expected epoch 1, found 7", e.problem());
        assertTrue(e.where().matches(".*changed\\.zip, run/results\\.json:\\d+"), e.where());
        assertEquals("get the bundle again from its author", e.fix());
    }

    @Test
    void namesAndLinesOfOthersArePrintedWithoutControlCharacters() throws IOException {
        Map<String, byte[]> files = Zips.read(bundle);
        files.put(
                "SHA256SUMS",
                (text(files, "SHA256SUMS") + "\u001b[2J\u202e::error::\n").getBytes(StandardCharsets.UTF_8));

        Replay replay = replay(files);

        assertEquals(
                List.of("SHA256SUMS has a line that is not a digest: \\u001b[2J\\u202e::error::"), replay.changed());
    }

    private static Replay replay(Map<String, byte[]> files) throws IOException {
        return Replay.of(Zips.write(files, temp.resolve("changed.zip")), Optional.empty(), cache(), NONE);
    }

    /** Changes a file and its digest in the list. */
    private static void forge(Map<String, byte[]> files, String name, String text) {
        String sums = text(files, "SHA256SUMS");
        byte[] forged = text.getBytes(StandardCharsets.UTF_8);
        String digest = Sha256.of(forged).hex();
        files.put(
                "SHA256SUMS",
                sums.replace(Sha256.of(files.get(name)).hex(), digest).getBytes(StandardCharsets.UTF_8));
        files.put(name, forged);
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static Path cache() {
        return temp.resolve("cache");
    }
}
