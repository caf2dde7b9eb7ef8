package org.ctbench.harness.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Program;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
    private static final String SOURCES = "harness/rundocs/src/main/java/org/ctbench/harness";

    @TempDir
    Path folder;

    @Test
    void saysWhatRunsHere() {
        EngineInfo engine = new EngineInfo("nd4j-cpu", Optional.empty(), 2, "ND4J", Optional.empty(), Map.of());

        Provenance provenance = Provenance.collect(engine);

        assertEquals(engine, provenance.engine());
        assertEquals(System.getProperty("os.arch"), provenance.system().arch());
        assertEquals(Runtime.version().toString(), provenance.java().version());
        assertEquals(
                Runtime.getRuntime().availableProcessors(),
                provenance.hardware().cores());
        assertTrue(provenance.hardware().memoryBytes().orElseThrow() > 1L << 28);
        assertTrue(provenance.code().version().matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), "filtered by the build");
        assertEquals(provenance, Documents.parseJson(Documents.toJson(provenance), "provenance", Provenance.class));
    }

    @Test
    void namesTheFirstProcessorOfCpuinfo() {
        assertEquals(
                Optional.of("A CPU @ 2.0GHz: fast"),
                HostFacts.processorIn(
                        List.of("processor\t: 0", "model name\t: A CPU @ 2.0GHz: fast", "model name\t: another")));
        assertEquals(Optional.empty(), HostFacts.processorIn(List.of("processor\t: 0", "BogoMIPS\t: 243.75")));
        assertEquals(Optional.empty(), HostFacts.processorIn(List.of("model name\t: ")));
    }

    @Test
    void aProgramThatIsNotThereOrFailsGivesNoAnswer() {
        assertEquals(Optional.empty(), answerOf("no-such-program-of-ctbench"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertEquals(Optional.empty(), answerOf(java, "--no-such-option"));
        assertTrue(answerOf(java, "--version").orElseThrow().contains("17")
                || Runtime.version().feature() != 17);
    }

    @Test
    void readsCommitAndStateOfAClone() throws IOException {
        Assumptions.assumeTrue(answerOf("git", "--version").isPresent(), "git is not installed");
        Files.createDirectories(folder.resolve(SOURCES));
        git("init", "-q");
        Files.writeString(folder.resolve("file"), "one");
        git("add", "file");
        git("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false", "commit", "-qm", "x");

        CodeVersion clean = CodeVersion.of(folder);
        Files.writeString(folder.resolve("file"), "two");
        CodeVersion changed = CodeVersion.of(folder);
        git("checkout", "-q", "file");
        Files.writeString(folder.resolve("new"), "three");
        CodeVersion withANewFile = CodeVersion.of(folder);

        assertEquals(git("rev-parse", "HEAD"), clean.commit().orElseThrow());
        assertEquals(Optional.of(false), clean.dirty());
        assertEquals(clean.commit(), changed.commit());
        assertEquals(Optional.of(true), changed.dirty());
        assertEquals(Optional.of(true), withANewFile.dirty());
    }

    @Test
    void aReleaseKnowsTheCommitThatItWasBuiltFrom() {
        Properties build = new Properties();
        build.setProperty("version", "1.0");
        build.setProperty("commit", "0123456789012345678901234567890123456789");

        assertEquals("1.0 (commit 012345678901)", CodeVersion.of(build).text());
        build.setProperty("commit", "");
        assertEquals("1.0 (commit unknown)", CodeVersion.of(build).text());
    }

    @Test
    void whatIsNotKnownOfTheCodeIsNotTakenForClean() {
        Optional<String> commit = Optional.of("0123456789012345678901234567890123456789");

        assertEquals("1.0 (commit 012345678901)", new CodeVersion("1.0", commit, Optional.of(false)).text());
        assertEquals(
                "1.0 (commit 012345678901, with uncommitted changes)",
                new CodeVersion("1.0", commit, Optional.of(true)).text());
        assertEquals(
                "1.0 (commit 012345678901, unknown whether with uncommitted changes)",
                new CodeVersion("1.0", commit, Optional.empty()).text());
        assertEquals("1.0 (commit unknown)", new CodeVersion("1.0", Optional.empty(), Optional.empty()).text());
    }

    @Test
    void aCloneWithoutCommitHasNone() {
        CodeVersion version = CodeVersion.of(folder);

        assertEquals(Optional.empty(), version.commit());
        assertEquals(Optional.empty(), version.dirty());
        assertFalse(version.version().isEmpty());
    }

    @Test
    void aCloneOfAnotherUserIsNamedAsWhatKeepsTheCommitUnknown() throws Exception {
        Assumptions.assumeTrue(answerOf("git", "--version").isPresent(), "git is not installed");
        Assumptions.assumeFalse(
                answerOf("git", "config", "--get-all", "safe.directory")
                        .orElse("")
                        .lines()
                        .anyMatch("*"::equals),
                "git trusts every clone here");
        git("init", "-q");
        git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--allow-empty", "-qm", "x");
        assertEquals(Optional.empty(), CodeVersion.obstacle(folder));
        boolean given = answerOf("chown", "-R", "12345", folder.toString()).isPresent();
        Assumptions.assumeTrue(given, "only root may give files away");

        CodeVersion.Obstacle obstacle = CodeVersion.obstacle(folder).orElseThrow();

        assertEquals("git refuses the clone, which belongs to another user", obstacle.reason());
        assertEquals("git config --global --add safe.directory " + folder, obstacle.fix());
        assertEquals(Optional.empty(), CodeVersion.of(folder).commit());
    }

    @Test
    void aFolderThatGitDoesNotKnowIsNamedWithWhatGitSays() {
        Assumptions.assumeTrue(answerOf("git", "--version").isPresent(), "git is not installed");

        assertTrue(CodeVersion.obstacle(folder).orElseThrow().reason().startsWith("git says: "));
    }

    @Test
    void theRepositoryOfAnotherProjectDoesNotCount() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("other/lib"));
        Files.createDirectories(folder.resolve("other/.git"));

        assertEquals(Optional.empty(), CodeVersion.cloneAround(inside));

        Files.createDirectories(folder.resolve("other").resolve(SOURCES));
        assertEquals(Optional.of(folder.resolve("other")), CodeVersion.cloneAround(inside));
    }

    private static Optional<String> answerOf(String... command) {
        return Program.ask(List.of(command), Duration.ofSeconds(10), false).success();
    }

    private String git(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        return answerOf(command.toArray(String[]::new)).orElseThrow();
    }
}
