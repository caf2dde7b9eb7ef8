package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    Path folder;

    private Path jar;
    private Sha256 digest;

    @BeforeEach
    void writeTheJar() throws IOException {
        jar = Files.writeString(folder.resolve("mine.jar"), "the jar");
        digest = Sha256.of(jar);
    }

    @Test
    void aJarThatIsLoadedIsPinnedByItsDigest() {
        Document plan = Plugins.resolve(plan("{jar: " + jar + "}"), "/nowhere/classes" + File.pathSeparator + jar);

        assertEquals(digest.hex(), plan.at("plugins[0].sha256").asText());
    }

    @Test
    void theJarMayLieElsewhereAndBearAnotherName() throws IOException {
        Path moved = Files.move(jar, folder.resolve("moved.jar"));

        Document plan = Plugins.resolve(plan("{jar: mine.jar, sha256: " + digest + "}"), moved.toString());

        assertEquals(digest.hex(), plan.at("plugins[0].sha256").asText());
    }

    @Test
    void aJarThatIsNotLoadedIsNamedWithTheOption() {
        var e = assertThrows(UserException.class, () -> Plugins.resolve(plan("{jar: " + jar + "}"), "classes"));

        assertEquals("plugins[0]: ctbench was started without the jar " + jar + " of SHA-256 " + digest, e.problem());
        assertEquals("give it before the command: ./ctbench --plugin " + jar + " ...", e.fix());
        assertEquals("plan:3", e.where());
    }

    @Test
    void anotherJarOfTheNameIsRefused() throws IOException {
        Document plan = plan("{jar: mine.jar, sha256: " + digest + "}");
        Files.writeString(jar, "another jar");

        var e = assertThrows(UserException.class, () -> Plugins.resolve(plan, jar.toString()));

        assertEquals(
                "plugins[0]: ctbench was started with another mine.jar: its SHA-256 is " + Sha256.of(jar)
                        + ", the plan's is " + digest,
                e.problem());
    }

    @Test
    void aJarThatIsNowhereIsNamed() {
        var e = assertThrows(UserException.class, () -> Plugins.resolve(plan("{jar: none.jar}"), jar.toString()));

        assertEquals("plugins[0].jar: none.jar: there is no such file", e.problem());
    }

    /** With a jar that the tests are started with. */
    @Test
    void theDigestOfAPlanKnowsTheJarAndNotItsPlace() throws IOException {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .limit(2)
                .toList();
        Path copy = Files.copy(jars.get(0), folder.resolve("copy.jar"));

        Plan plan = withPlugin(jars.get(0));

        assertEquals(jars.get(0).toString(), plan.plugins().orElseThrow().get(0).jar());
        assertEquals(plan.digest(), withPlugin(copy).digest());
        assertNotEquals(plan.digest(), withPlugin(jars.get(1)).digest());
        assertNotEquals(plan.digest(), Plans.load("demo").digest());
    }

    private static Plan withPlugin(Path jar) throws IOException {
        return Plans.read("demo", List.of("plugins=[{jar: " + jar + "}]")).plan();
    }

    private static Document plan(String plugin) {
        return Document.yaml("schema: ctbench/plan/1\nplugins:\n  - " + plugin + "\n", "plan");
    }
}
