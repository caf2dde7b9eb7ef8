package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of the digest of all numbers. */
@Tag("slow")
@Tag("computes")
class ReproduceCommandTest {
    @TempDir
    static Path temp;

    private static String digest;

    @BeforeAll
    static void runOnOneThread() throws IOException {
        List<String> said = reproduce("first", "--threads", "1");
        digest = ResultsFile.read(temp.resolve("first")).digest().orElseThrow().hex();
        assertEquals("digest of all numbers: " + digest, last(said));
        assertTrue(said.get(said.size() - 2).startsWith("report: "), said::toString);
    }

    @Test
    void anotherFolderAndMoreThreadsGiveTheSameDigest() {
        assertEquals("digest of all numbers: " + digest, last(reproduce("second", "--threads", "3")));
    }

    @Test
    void otherSeedsGiveAnother() {
        String line = last(reproduce("seeded", "--set", "protocol.seeds.order=2"));

        assertTrue(line.matches("digest of all numbers: [0-9a-f]{64}") && !line.contains(digest), line);
    }

    @Test
    void everyCommandSaysWhetherItIsThePublishedOne() throws IOException {
        String same = "digest of all numbers: " + digest + ", the same as published";

        assertEquals(
                same, last(reproduce("first", "--set", "published=" + paper("tiny", digest)))); // trains nothing again

        String run = temp.resolve("first").toString();
        assertEquals(same, last(run("report", run)));
        String bundle = temp.resolve("run.zip").toString();
        run("bundle", run, "--out", bundle);
        assertEquals(same, last(run("replay", bundle)));
        assertTrue(
                Files.readString(temp.resolve("first/report/report.md")).contains(digest + ", the same as published"));
    }

    /** A bundle has no weights; those of the run's folder are taken. */
    @Test
    void aBundleIsRecheckedWithTheWeightsOfItsRun() throws IOException {
        String run = temp.resolve("first").toString();
        String bundle = temp.resolve("rechecked.zip").toString();
        List<String> sealed = run("bundle", run, "--out", bundle);
        List<String> recheck = List.of("recheck", bundle, "--beacon", "4 8 15", "--share", "10%");

        List<String> said = run(with(recheck, "--checkpoints", run));

        assertEquals("rechecked: every part that was drawn has the same bits", last(said));
        String head = sealed.stream()
                .filter(line -> line.startsWith("run head: "))
                .findFirst()
                .orElseThrow()
                .substring(10);
        assertTrue(said.stream().anyMatch(line -> line.endsWith("of the run with the head " + head)), said::toString);
        assertTrue(
                said.contains(
                        "NOT CHECKED every training: one epoch takes up to 44 % of all images of trainings, more than the"
                                + " share; with --share 44% one is drawn"),
                said::toString);
    }

    private static String[] with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--data", temp.resolve("data").toString()));
        all.addAll(List.of("--cache", temp.resolve("cache").toString()));
        all.addAll(List.of("--out", temp.resolve("again").toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void anotherPublishedOneIsNamed() throws IOException {
        String other = Sha256.of(new byte[] {1}).hex();

        String line = last(reproduce("first", "--set", "published=" + paper("tiny", other)));

        assertEquals(
                "digest of all numbers: " + digest + ", differs from the published " + other.substring(0, 12)
                        + "...: see the tables of the report",
                line);
    }

    @Test
    void theDigestOfAnotherPlanIsNotExpected() throws IOException {
        String other = Sha256.of(new byte[] {1}).hex();

        String line = last(reproduce("first", "--set", "published=" + paper("another", other)));

        assertEquals("digest of all numbers: " + digest, line);
    }

    @Test
    void anIncompleteRunHasNone() throws IOException {
        String line = last(
                reproduce("part", "--only", "resnet18/evaluate-test", "--set", "published=" + paper("tiny", digest)));

        assertEquals("digest of all numbers: none, as the run is incomplete: 3 cells have no result", line);
    }

    private static Path paper(String plan, String stated) throws IOException {
        String text = Files.readString(Path.of("../papers/src/test/resources/papers/mine.yaml"));
        return Files.writeString(
                temp.resolve(plan + stated.substring(0, 12) + ".yaml"),
                text.replace("classes:", "digest: {plan: " + plan + ", sha256: " + stated + "}\nclasses:"));
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private static List<String> reproduce(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("reproduce", "../rundocs/src/test/resources/plans/tiny.yaml"));
        arguments.addAll(
                List.of("--engine", "exact", "--data", temp.resolve("data").toString()));
        arguments.addAll(List.of("--cache", temp.resolve("cache").toString()));
        arguments.addAll(List.of("--out", temp.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static List<String> run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);

        assertEquals(0, code, err::toString);
        return out.toString().lines().toList();
    }
}
