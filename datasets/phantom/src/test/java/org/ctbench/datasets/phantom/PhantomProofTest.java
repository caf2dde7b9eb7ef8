package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same generated image, compiled or not, with vectors of any width, on other Javas and processors. */
class PhantomProofTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @Test
    void aGeneratedImageIsThePublishedOne() {
        assertEquals(PhantomProof.published(), PhantomProof.compute());
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"-Xint", "-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32"})
    void howJavaRunsItChangesNoBit(String option) throws IOException, InterruptedException {
        assertEquals(PhantomProof.published(), run(java(JAVA), option));
    }

    @Tag("slow")
    @Test
    void anotherJavaGeneratesTheSame() throws IOException, InterruptedException {
        Optional<Path> other = otherJava();
        assumeTrue(other.isPresent(), "there is no second JDK beside " + JAVA);

        assertEquals(PhantomProof.published(), run(java(other.get())));
    }

    /** {@code CTBENCH_ARM64}: a folder with Debian's openjdk-17-jre-headless for arm64 and the libraries that it needs. */
    @Tag("slow")
    @Test
    void a64BitArmProcessorGeneratesTheSame() throws IOException, InterruptedException {
        String root = System.getenv("CTBENCH_ARM64");
        assumeTrue(root != null, "CTBENCH_ARM64 names no folder with a Java for arm64; .ci/run makes one");

        assertEquals(
                PhantomProof.published(),
                run(List.of("qemu-aarch64-static", "-L", root, root + "/usr/lib/jvm/java-17-openjdk-arm64/bin/java")));
    }

    private static Optional<Path> otherJava() throws IOException {
        Path own = JAVA.toRealPath();
        List<Path> others = new ArrayList<>();
        try (Stream<Path> folders = Files.list(own.getParent())) {
            for (Path folder : folders.sorted().toList()) {
                if (Files.isExecutable(folder.resolve("bin/javac"))
                        && !folder.toRealPath().equals(own)) {
                    others.add(folder);
                }
            }
        }
        return others.stream().findFirst();
    }

    private static List<String> java(Path home) {
        return List.of(home.resolve("bin/java").toString());
    }

    private static Map<String, String> run(List<String> java, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), PhantomDigests.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, String> digests = new LinkedHashMap<>();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        output.lines().forEach(line -> digests.put(line.substring(66), line.substring(0, 64)));
        return digests;
    }
}
