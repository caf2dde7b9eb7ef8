package org.ctbench.harness.determinism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.findings.GoldenFinding;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.models.tensor.EngineSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class GoldenCheckTest {
    private static final Map<String, String> GOLDEN = Map.of("matmul", "99bc5eb0954254d7");

    @TempDir
    Path cache;

    @Test
    @Tag("slow")
    @Tag("computes")
    void theEngineMeetsEveryGoldenDigestOfItsArithmeticAndThoseOfAGeneratedImage() {
        Map<String, String> golden = Proof.golden("exact/1").orElseThrow();

        try (Engine engine = EngineRegistry.load().get("exact").open(new EngineSettings(2, cache))) {
            assertEquals(golden, Proof.of(engine).digests());
        }
        assertTrue(golden.containsKey("phantom image") && golden.containsKey("matmul"), golden.toString());
        assertEquals(Optional.empty(), Proof.golden("another/1"));
    }

    @Test
    void narrowerVectorsAndNoneAreTriedAndEveryNumberOfThreadsOnTheWidest() throws IOException {
        assertEquals(
                List.of(
                        "512-bit vectors, 1 thread",
                        "512-bit vectors, 2 threads",
                        "512-bit vectors, 3 threads",
                        "512-bit vectors, 7 threads",
                        "256-bit vectors, 2 threads",
                        "128-bit vectors, 2 threads",
                        "scalar, 2 threads"),
                settings(512, false));
        assertEquals(16, settings(512, true).size());
    }

    @Test
    void widthsThatTheProcessorLacksAreLeftOut() throws IOException {
        assertEquals(
                List.of("128-bit vectors, 2 threads", "scalar, 2 threads"),
                settings(128, false).stream()
                        .filter(s -> s.contains(" 2 threads"))
                        .toList());
        assertEquals(
                List.of("scalar, 1 thread", "scalar, 2 threads", "scalar, 3 threads", "scalar, 7 threads"),
                settings(0, true));
    }

    @Test
    void aDigestThatIsNotMetIsNamedWithItsSetting() throws IOException {
        GoldenFinding finding = new GoldenCheck(
                        "exact/1",
                        GOLDEN,
                        (vectors, threads) -> vectors == Vectors.BITS_256
                                ? proof(256, threads, Map.of("matmul", "1b2c9f0d5e77aaaa"))
                                : proof(512, threads, vectors == Vectors.NONE ? Map.of() : GOLDEN))
                .run(false, setting -> {});

        assertFalse(finding.met());
        List<GoldenFinding.Setting> failed = finding.settings().stream()
                .filter(setting -> !setting.missed().isEmpty())
                .toList();
        assertEquals("256-bit vectors, 2 threads", failed.get(0).text());
        assertEquals("1 of 1 golden digests not met", failed.get(0).found());
        assertEquals(
                "matmul: golden 99bc5eb09542, computed 1b2c9f0d5e77",
                failed.get(0).missed().get(0).text());
        assertEquals(
                "matmul: golden 99bc5eb09542, computed nothing",
                failed.get(1).missed().get(0).text());
    }

    @Test
    void optionsOfJavaSetTheWidthOrLeaveTheModuleOut() {
        List<String> own = List.of("-Xmx1g", "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=64");

        assertEquals(own, Vectors.WIDEST.javaOptions(own));
        assertEquals(
                List.of("-Xmx1g", "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=16"),
                Vectors.BITS_128.javaOptions(own));
        assertEquals(List.of("-Xmx1g", "-XX:MaxVectorSize=64"), Vectors.NONE.javaOptions(own));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the process is a shell script")
    void aProcessThatPrintsNoDigestsIsNamedWithItsExitCode() throws IOException {
        Proof proof = proof(512, 2, new LinkedHashMap<>(Map.of("matmul", "aa")));

        assertEquals(proof, Proof.read(shell("echo something; echo '" + proof.line() + "'")));
        IOException e = assertThrows(IOException.class, () -> Proof.read(shell("exit 7")));
        assertEquals("the process that computes digests ended with exit code 7; see its output above", e.getMessage());
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script).start();
    }

    /** What is tried on a processor whose widest vectors have so many bits. */
    private static List<String> settings(int widest, boolean full) throws IOException {
        List<String> told = new ArrayList<>();
        GoldenFinding finding = new GoldenCheck("exact/1", GOLDEN, (vectors, threads) -> {
                    int bits = vectors == Vectors.WIDEST ? widest : vectors.bits();
                    return proof(bits, threads, GOLDEN);
                })
                .run(full, setting -> told.add(setting.text()));

        assertTrue(finding.met());
        assertEquals(
                told,
                finding.settings().stream().map(GoldenFinding.Setting::text).toList());
        return told;
    }

    private static Proof proof(int bits, int threads, Map<String, String> digests) {
        String kernels = bits == 0 ? "scalar" : bits + "-bit vectors";
        EngineInfo engine =
                new EngineInfo("exact", Optional.of("exact/1"), threads, kernels, Optional.empty(), Map.of());
        return new Proof(engine, digests);
    }
}
