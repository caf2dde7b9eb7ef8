package org.ctbench.models.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same digests with any number of threads and width of vectors, without vectors, on other Javas and processors. */
@Tag("slow")
class ExactBitsTest {
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final Map<String, String> PUBLISHED =
            ArithmeticProof.published(ExactEngine.ARITHMETIC).orElseThrow();

    private static void assertPublished(Map<String, String> digests) {
        assertEquals(List.of(), ArithmeticProof.differences(PUBLISHED, digests));
        assertTrue(digests.size() > 40, digests.keySet().toString());
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3, 7})
    void threadsChangeNoBit(int threads) {
        try (Engine engine = ExactEngine.open(threads)) {
            assertPublished(ArithmeticProof.of(engine));
        }
    }

    @Test
    void vectorsChangeNoBit() {
        try (Engine engine = ExactEngine.openScalar(2)) {
            assertEquals("scalar", engine.info().convolutions());
            assertPublished(ArithmeticProof.of(engine));
        }
    }

    /** Where the processor has no vectors of that width, the widest that it has are used. */
    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {16, 32, 64})
    void theWidthOfVectorsChangesNoBit(int bytes) throws IOException, InterruptedException {
        Digests digests = run(java(Path.of(System.getProperty("java.home"))), VECTORS, "-XX:MaxVectorSize=" + bytes);

        assertTrue(digests.kernels().matches("(128|256|512)-bit vectors"), digests.kernels());
        assertTrue(Integer.parseInt(digests.kernels().substring(0, 3)) <= 8 * bytes, digests.kernels());
        assertPublished(digests.byName());
    }

    @Test
    void aJavaWithoutTheModuleComputesTheSame() throws IOException, InterruptedException {
        Digests digests = run(java(Path.of(System.getProperty("java.home"))));

        assertEquals("scalar", digests.kernels());
        assertPublished(digests.byName());
    }

    @Test
    void anotherJavaComputesTheSame() throws IOException, InterruptedException {
        Optional<Path> other = otherJava();
        assumeTrue(other.isPresent(), "there is no second JDK beside " + System.getProperty("java.home"));

        assertPublished(run(java(other.get()), VECTORS).byName());
    }

    /** {@code CTBENCH_ARM64}: a folder with Debian's openjdk-17-jre-headless for arm64 and the libraries that it needs. */
    @Test
    void a64BitArmProcessorComputesTheSame() throws IOException, InterruptedException {
        String root = System.getenv("CTBENCH_ARM64");
        assumeTrue(root != null, "CTBENCH_ARM64 names no folder with a Java for arm64; .ci/run makes one");

        Digests digests = run(
                List.of(
                        "qemu-aarch64-static",
                        "-cpu",
                        "cortex-a72", // has no SVE, as most have not
                        "-L",
                        root,
                        root + "/usr/lib/jvm/java-17-openjdk-arm64/bin/java"),
                VECTORS);

        assertEquals("128-bit vectors", digests.kernels());
        assertPublished(digests.byName());
    }

    private static Optional<Path> otherJava() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Path parent = own.getParent();
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.sorted()
                    .filter(folder -> Files.isExecutable(folder.resolve("bin/javac")))
                    .filter(folder -> !isSame(folder, own))
                    .findFirst();
        }
    }

    private static boolean isSame(Path folder, Path own) {
        try {
            return folder.toRealPath().equals(own);
        } catch (IOException e) {
            return true; // a dangling link is no Java
        }
    }

    private static List<String> java(Path home) {
        return List.of(home.resolve("bin/java").toString());
    }

    private record Digests(String kernels, Map<String, String> byName) {}

    private static Digests run(List<String> java, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ExactDigests.class.getName(),
                "2"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        int end = output.indexOf('\n');
        return new Digests(output.substring("# ".length(), end), ArithmeticProof.read(output.substring(end + 1)));
    }
}
