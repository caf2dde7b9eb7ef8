package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.GoldenFinding;
import org.ctbench.harness.findings.Kind;
import org.ctbench.harness.findings.Level;
import org.ctbench.harness.findings.PairComparison;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.Provenance;
import org.ctbench.models.proof.ArithmeticProof;
import org.ctbench.models.tensor.EngineInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyDeterminismCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path run;

    @Test
    @Tag("slow")
    void trainsInTwoProcessesAndKeepsWhatItFound() throws IOException {
        Files.writeString(run.resolve("plan.yaml"), "");

        int code = execute(
                "--engine",
                "nd4j",
                "--size",
                "64",
                "--steps",
                "1",
                "--threads",
                "1",
                "--run",
                run.toString(),
                "--json");

        assertEquals(0, code, err.toString());
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("ctbench/determinism/3", json.get("schema").asText());
        assertEquals("SAME_THREADS", json.get("level").asText());
        assertEquals(0, json.get("comparisons").get(0).get("differences").size());
        ObjectNode written =
                (ObjectNode) new ObjectMapper().readTree(Files.readString(run.resolve("determinism.json")));
        assertEquals(64, written.remove("checksum").asText().length());
        assertEquals(json, written);
        assertEquals(
                "compared: again on 1 thread, in another process\nwritten: " + run.resolve("determinism.json")
                        + "; `ctbench report " + run + "` shows it\n",
                err.toString());
    }

    /** A golden digest of the class path is changed; the processes that compute, without vectors, find all others met. */
    @Test
    @Tag("slow")
    @Tag("computes")
    void aGoldenDigestThatIsNotMetIsAFailedCheck() throws Exception {
        Path changed = run.resolve("org/ctbench/models/proof/exact-1.sha256");
        Map<String, String> golden =
                new LinkedHashMap<>(ArithmeticProof.published("exact/1").orElseThrow());
        golden.put("matmul", "0".repeat(64));
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, ArithmeticProof.text(golden));
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-Xmx1g"));
        command.addAll(ChildProcess.optimising());
        command.addAll(List.of("-cp", run + File.pathSeparator + System.getProperty("java.class.path")));
        command.addAll(List.of(
                Main.class.getName(),
                "verify-determinism",
                "--engine",
                "exact",
                "--size",
                "64",
                "--steps",
                "1",
                "--threads",
                "1"));

        Process process = new ProcessBuilder(command)
                .redirectError(run.resolve("err").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, process.waitFor(), said);
        List<String> failed =
                said.lines().filter(line -> line.startsWith("FAILED ")).toList();
        assertEquals(4, failed.size(), said); // numbers of threads
        for (String line : failed) {
            assertTrue(
                    line.matches("FAILED matmul: golden 000000000000, computed [0-9a-f]{12}; "
                            + "scalar, \\d threads?, on .+, Java .+"),
                    line);
        }
        assertTrue(
                said.contains("\nscalar, 2 threads: 1 of " + (golden.size() + 2) + " golden digests not met\n"), said);
        assertTrue(said.contains("\nlevel: " + Level.SAME_THREADS.text() + "\n"), said);
    }

    @Test
    void otherBitsOfAnArithmeticWithANameAreAFailureAndSayWhere() {
        Difference loss = new Difference(Kind.LOSS, 2, "image", 1, 1, OptionalDouble.of(6e-8), OptionalDouble.of(0.69));
        EngineInfo exact =
                new EngineInfo("exact", Optional.of("exact/1"), 1, "512-bit vectors", Optional.empty(), Map.of());
        List<PairComparison> comparisons =
                List.of(new PairComparison(1, 1, List.of()), new PairComparison(1, 2, List.of(loss)));
        GoldenFinding golden = new GoldenFinding(
                "exact/1",
                Map.of("matmul", "99bc5eb0954254d7"),
                List.of(new GoldenFinding.Setting("512-bit vectors", 1, 1, List.of())));

        DeterminismFinding failed = finding(exact, Optional.of(golden), comparisons);

        assertFalse(failed.passed());
        assertEquals("""
                golden digests of exact/1: operations forward and backward, networks, a generated image
                  99bc5eb09542  matmul
                512-bit vectors, 1 thread: all 1 golden digests met

                resnet18, 4 steps on generated images of 256 x 256 pixels, 1 at once
                exact, convolutions by 512-bit vectors, on Some Processor, Linux amd64, Java 17.0.1

                again on 1 thread, in another process: the same bits
                on 1 and on 2 threads: other bits, first in
                  step 2, loss image: 1 of 1 value, by at most 6.0e-08 (largest value 6.9e-01)

                level: the same bits again with the same number of threads
                FAILED exact/1 gave other bits on 1 and on 2 threads, on Some Processor, Linux amd64, Java 17.0.1
                """, DeterminismText.of(failed));
        assertTrue(
                finding(exact, Optional.of(golden), comparisons.subList(0, 1)).passed());
        assertTrue(finding(provenance().engine(), Optional.empty(), comparisons).passed());
    }

    @Test
    void aFolderWithoutRunIsRefusedBeforeAnythingIsTrained() {
        int code = execute("--run", run.toString());

        assertEquals(2, code);
        assertEquals(
                "error: no run of ctbench\n   at: " + run + "\n  fix: name the folder that `ctbench reproduce` wrote\n",
                err.toString());
    }

    @Test
    void anUnknownModelIsRefused() {
        assertEquals(2, execute("--model", "resnet19"));
        assertTrue(err.toString().startsWith("error: no model 'resnet19'\n   at: --model\n"), err.toString());
    }

    @Test
    void textShowsTheLevelAndTheFirstDifferences() {
        Difference loss = new Difference(Kind.LOSS, 2, "image", 1, 1, OptionalDouble.of(6e-8), OptionalDouble.of(0.69));
        DeterminismFinding finding = finding(
                provenance().engine(),
                Optional.empty(),
                List.of(new PairComparison(1, 1, List.of()), new PairComparison(1, 2, List.of(loss))));

        assertEquals("""
                resnet18, 4 steps on generated images of 256 x 256 pixels, 1 at once
                nd4j-cpu, convolutions by ND4J, on Some Processor, Linux amd64, Java 17.0.1
                nd4j 1.0.0-M2.1

                again on 1 thread, in another process: the same bits
                on 1 and on 2 threads: other bits, first in
                  step 2, loss image: 1 of 1 value, by at most 6.0e-08 (largest value 6.9e-01)

                level: the same bits again with the same number of threads
                other models, image sizes, engines and processors may come to another one
                """, DeterminismText.of(finding));
    }

    private static DeterminismFinding finding(
            EngineInfo engine, Optional<GoldenFinding> golden, List<PairComparison> comparisons) {
        return new DeterminismFinding(
                DeterminismFinding.SCHEMA,
                new DeterminismFinding.Trained("resnet18", 256, 1, 4),
                provenance(engine),
                golden,
                comparisons,
                Level.SAME_THREADS);
    }

    private static Provenance provenance() {
        return provenance(new EngineInfo(
                "nd4j-cpu", Optional.empty(), 1, "ND4J", Optional.empty(), Map.of("nd4j", "1.0.0-M2.1")));
    }

    private static Provenance provenance(EngineInfo engine) {
        return new Provenance(
                new CodeVersion("1.0", Optional.empty(), Optional.empty()),
                engine,
                new Provenance.JavaRuntime("17.0.1", "Some Vendor", "VM"),
                new Provenance.OperatingSystem("Linux", "6", "amd64"),
                new Provenance.Hardware(Optional.of("Some Processor"), 2, OptionalLong.empty()));
    }

    private int execute(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "verify-determinism";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(line);
    }
}
