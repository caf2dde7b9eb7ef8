package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ctbench.harness.device.FakeProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher beside a Maven wrapper that only says what it was asked, and a Java that only says that it was started. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
    private static final String ON_CPU = "  fix: use the CPU: the same command without --cuda";
    private static final String OR_DRIVER =
            ON_CPU + "; or install NVIDIA's driver (in a container: start it with its GPUs)\n";

    @TempDir
    Path root;

    private Path programs;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void copyTheLauncher() throws IOException {
        programs = Files.createDirectory(root.resolve("programs"));
        Files.createDirectories(root.resolve("harness/src/main"));
        Files.createDirectories(root.resolve("splits/locks"));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("harness/pom.xml"), "");
        executable(root.resolve("ctbench"), Files.readString(Path.of("../ctbench")));
        executable(
                root.resolve("mvnw"),
                "#!/bin/sh\necho \"$*\" >asked\nmkdir -p harness/target/classes\n: >harness/target/dependencies.classpath\n");
        executable(programs.resolve("java"), "#!/bin/sh\necho started\n");
    }

    @Test
    void withoutAGpuNothingIsDownloaded() throws Exception {
        for (String tool : List.of("dirname", "readlink")) {
            executable(programs.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }

        Ended ended = launch(programs.toString(), "--cuda", "bench"); // where this machine's driver is not found

        assertEquals(
                "error: no GPU: no NVIDIA driver: there is no program nvidia-smi\n   at: --cuda\n" + OR_DRIVER,
                ended.err());
        assertEquals(2, ended.code());
        assertTrue(Files.notExists(root.resolve("asked")));
    }

    @ParameterizedTest
    @CsvSource({"3.5, sm_35", "9.0, sm_90", "10.0, sm_100", "12.0, sm_120"})
    void aGpuWithoutCodeIsRefusedBeforeTheDownload(String capability, String code) throws Exception {
        FakeProgram.printing(programs, "NVIDIA X, " + capability, 0);

        Ended ended = launch(path(), "--cuda", "bench");

        assertEquals(
                "error: this GPU is an NVIDIA X (" + code + "); nd4j-cuda-11.6 has no code for it\n   at: --cuda\n"
                        + ON_CPU + "\n",
                ended.err());
        assertEquals(2, ended.code());
        assertTrue(Files.notExists(root.resolve("asked")));
    }

    @ParameterizedTest
    @CsvSource({"3.7", "5.2", "6.1", "7.5", "8.0", "8.9"})
    void aGpuWithCodeIsTaken(String capability) throws Exception {
        FakeProgram.printing(programs, "NVIDIA H100, 9.0\nNVIDIA X, " + capability, 0);

        Ended ended = launch(path(), "--cuda", "bench");

        assertEquals("started\n", ended.out());
        assertEquals(0, ended.code());
        assertTrue(asked().contains("-Pcuda "), asked());
    }

    @Test
    void cudaMayComeFromMavenToo() throws Exception {
        FakeProgram.printing(programs, "NVIDIA X, 8.6", 0);

        Ended ended = launch(path(), "--cuda-redist", "bench");

        assertEquals("started\n", ended.out());
        assertTrue(asked().contains("-Pcuda,cuda-redist "), asked());
    }

    @Test
    void aBrokenDriverIsQuoted() throws Exception {
        FakeProgram.printing(programs, "Failed to initialize NVML: Driver/library version mismatch\nNVML 550", 18);

        Ended ended = launch(path(), "--cuda", "bench");

        assertEquals(
                "error: no GPU: nvidia-smi failed: Failed to initialize NVML: Driver/library version mismatch\n   at: --cuda\n"
                        + OR_DRIVER,
                ended.err());
        assertEquals(2, ended.code());
    }

    @Test
    void theProcessorIsAskedForNoGpu() throws Exception {
        FakeProgram.script(programs, "exit 1");

        Ended ended = launch(path(), "bench");

        assertEquals("started\n", ended.out());
        assertFalse(asked().contains("-P"), asked());
    }

    private String path() {
        return programs + ":" + System.getenv("PATH");
    }

    private String asked() throws IOException {
        return Files.readString(root.resolve("asked"));
    }

    private Ended launch(String path, String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/bash", root.resolve("ctbench").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", path);
        Process process = builder.redirectError(root.resolve("err").toFile())
                .redirectOutput(root.resolve("out").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        String err = Files.readString(root.resolve("err"), StandardCharsets.UTF_8)
                .replaceAll("(?m)^ctbench: building .*\n", "");
        return new Ended(process.exitValue(), Files.readString(root.resolve("out")), err);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
