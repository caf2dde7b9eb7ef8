package org.ctbench.splits.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SplitLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what the specification of Croissant 1.1 requires; {@code mlcroissant}, the reference validator, has not read the output. */
class CroissantTest {
    private static final Croissant.About ABOUT = new Croissant.About(
            URI.create("https://example.org/my"),
            URI.create("https://creativecommons.org/licenses/by/4.0/"),
            List.of("Jane Doe"),
            List.of("My clinic"),
            LocalDate.of(2026, 11, 29));

    static List<DataSetLock> locks() {
        return List.copyOf(Locks.shipped().dataSets());
    }

    @ParameterizedTest
    @MethodSource("locks")
    void hasWhatTheSpecificationRequires(DataSetLock lock) throws IOException {
        JsonNode document = document(lock);

        assertEquals("sc:Dataset", document.get("@type").asText());
        assertEquals(
                "http://mlcommons.org/croissant/1.1", document.get("conformsTo").asText());
        for (String required :
                List.of("@context", "description", "license", "name", "url", "creator", "datePublished")) {
            assertTrue(document.hasNonNull(required), required);
        }
        assertEquals("2026-11-29", document.get("datePublished").asText());
        assertEquals("Jane Doe", document.at("/creator/0/name").asText());
        assertEquals("sc:Organization", document.at("/creator/1/@type").asText());
        for (JsonNode file : document.get("distribution")) {
            assertEquals("cr:FileObject", file.get("@type").asText());
            for (String required : List.of("@id", "name", "contentUrl", "encodingFormat", "sha256")) {
                assertTrue(file.hasNonNull(required), file + " lacks " + required);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("locks")
    void everyTermIsOfTheContextAndEveryReferenceHasItsTarget(DataSetLock lock) throws IOException {
        JsonNode document = document(lock);
        List<String> defined = new ArrayList<>();
        List<String> referred = new ArrayList<>();
        Set<String> terms = new HashSet<>();
        for (String part : List.of("distribution", "recordSet")) {
            collect(document.get(part), defined, referred, terms);
        }

        assertEquals(Set.copyOf(defined).size(), defined.size(), "an @id is there twice: " + defined);
        referred.removeAll(defined);
        assertEquals(List.of(), referred);
        Set<String> ofSchemaOrg =
                Set.of("name", "description", "contentUrl", "contentSize", "encodingFormat", "sha256", "@type", "@id");
        terms.removeAll(ofSchemaOrg);
        document.get("@context").fieldNames().forEachRemaining(terms::remove);
        assertEquals(Set.of(), terms);
    }

    @ParameterizedTest
    @MethodSource("locks")
    void eachSplitIsItsManifest(DataSetLock lock) throws IOException {
        JsonNode document = document(lock);
        for (SplitLock split : lock.splits()) {
            String path = Manifests.file(Path.of(""), split.id()).toString();
            JsonNode file = byId(document.get("distribution"), path);
            assertEquals(split.manifest().hex(), file.get("sha256").asText());
            assertEquals(path, file.get("contentUrl").asText());
            JsonNode fields = byId(document.get("recordSet"), split.id()).get("field");
            assertEquals(Manifests.COLUMNS, fields.findValuesAsText("column"));
            assertEquals(
                    split.name(),
                    fields.get(Manifests.COLUMNS.size()).get("value").asText());
        }
    }

    private static JsonNode document(DataSetLock lock) throws IOException {
        return new ObjectMapper().readTree(Croissant.of(lock, ABOUT));
    }

    private static JsonNode byId(JsonNode all, String id) {
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                .map(all::get)
                .filter(one -> one.get("@id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Objects with a type define their id; those that are an id alone refer to one. Rows of data are values. */
    private static void collect(JsonNode node, List<String> defined, List<String> referred, Set<String> terms) {
        if (node.isObject()) {
            if (node.has("@id")) {
                (node.has("@type") ? defined : referred).add(node.get("@id").asText());
            }
            node.fieldNames().forEachRemaining(terms::add);
        }
        node.properties().stream()
                .filter(entry -> !entry.getKey().equals("data"))
                .forEach(entry -> collect(entry.getValue(), defined, referred, terms));
        if (node.isArray()) {
            node.forEach(one -> collect(one, defined, referred, terms));
        }
    }
}
