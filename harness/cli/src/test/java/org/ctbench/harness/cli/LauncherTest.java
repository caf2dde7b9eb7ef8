package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher beside a Maven wrapper that only says what it was asked, and a Java that only says that it was started. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
    private static final String ON_CPU = "  fix: use the CPU: the same command with --nd4j in place of --cuda";
    private static final String OR_DRIVER =
            ON_CPU + "; or install NVIDIA's driver (in a container: start it with its GPUs)\n";

    @TempDir
    Path root;

    private Path programs;
    private Path launcher;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void copyTheLauncher() throws IOException {
        programs = Files.createDirectory(root.resolve("programs"));
        Files.createDirectories(root.resolve("harness/cli/src/main"));
        Files.createDirectories(root.resolve("splits/locks"));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("harness/cli/pom.xml"), "");
        launcher = root.resolve("ctbench");
        executable(launcher, Files.readString(Path.of("../../ctbench")));
        executable(
                root.resolve("mvnw"),
                "#!/bin/sh\necho \"$*\" >asked\nmkdir -p harness/cli/target/classes\n: >harness/cli/target/dependencies.classpath\n");
        executable(programs.resolve("java"), "#!/bin/sh\necho started\n");
    }

    @Test
    void withoutAGpuNothingIsDownloaded() throws Exception {
        for (String tool : List.of("dirname", "readlink")) {
            executable(programs.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }

        Ended ended = launch(programs.toString(), "--cuda", "bench"); // where this machine's driver is not found

        assertEquals(
                "error: no GPU: no NVIDIA driver: cannot find the program nvidia-smi\n   at: --cuda\n" + OR_DRIVER,
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
        assertTrue(asked().contains(" -P-nd4j "), asked());
    }

    @Test
    void nd4jIsBuiltWhenAskedForAndHasABuildOfItsOwn() throws Exception {
        launch(path(), "bench");
        Files.delete(root.resolve("asked"));

        Ended ended = launch(path(), "--nd4j", "bench");

        assertEquals("started\n", ended.out());
        assertFalse(asked().contains(" -P"), asked());
        Files.delete(root.resolve("asked"));
        launch(path(), "--nd4j", "bench");
        launch(path(), "bench");
        assertTrue(Files.notExists(root.resolve("asked"))); // both builds stand
    }

    @Test
    void onnxRuntimeIsBuiltWhenAskedForBesideAnyEngine() throws Exception {
        launch(path(), "--onnx", "bench");
        assertTrue(asked().contains(" -P-nd4j,onnx "), asked());

        launch(path(), "--nd4j", "--onnx", "bench");
        assertTrue(asked().contains(" -Ponnx "), asked());
        Files.delete(root.resolve("asked"));
        launch(path(), "--onnx", "bench");
        assertTrue(Files.notExists(root.resolve("asked"))); // its build stands
    }

    @Test
    void theBuildWithSparkRunsTheModuleOfSpark() throws Exception {
        Path module = Files.createDirectories(root.resolve("harness/spark/target"));
        Files.writeString(module.resolve("dependencies.classpath"), "/of/spark.jar");
        java("for argument; do case $argument in *spark.jar* | --add-opens=*nio*) echo \"$argument\" ;; esac; done");

        Ended ended = launch(path(), "--spark", "resample");

        assertTrue(asked().contains(" -P-nd4j,spark "), asked());
        assertTrue(
                ended.out().contains("--add-opens=java.base/java.nio=ALL-UNNAMED\n")
                        && ended.out().endsWith(module.resolve("ctbench-spark.jar") + ":/of/spark.jar\n"),
                ended.out());
    }

    @Test
    void jarsOfOthersStandOnTheClassPath() throws Exception {
        java("for argument; do case $argument in *one.jar*) echo \"$argument\" ;; esac; done");
        Path one = Files.writeString(root.resolve("one.jar"), "");
        Path two = Files.writeString(root.resolve("two words.jar"), "");

        Ended ended = launch(path(), "--plugin", "one.jar", "--plugin=two words.jar", "models", "list");

        assertTrue(ended.out().endsWith(":" + one.toRealPath() + ":" + two.toRealPath() + "\n"), ended.out());
    }

    @Test
    void aJarThatIsNotThereIsTheUsersMistake() throws Exception {
        for (String[] arguments : new String[][] {{"--plugin", "none.jar", "models"}, {"--plugin=none.jar"}}) {
            Ended ended = launch(path(), arguments);
            assertEquals(
                    "error: no file that can be read: 'none.jar'\n   at: --plugin\n  fix: name the jar of the models\n",
                    ended.err());
            assertEquals(2, ended.code());
        }
        assertTrue(launch(path(), "--plugin").err().startsWith("error: no file that can be read: ''\n"));
        Files.writeString(root.resolve("a:b.jar"), "");
        assertTrue(launch(path(), "--plugin", "a:b.jar").err().contains("has a colon"));
    }

    @Test
    void aFailedCheckIsExitCodeOneAndAJavaThatDoesNotStartIsNot() throws Exception {
        java("for argument; do case $argument in -Dctbench.exit.check=*) exit ${argument#*=} ;; esac; done; exit 77");
        assertEquals(1, launch(path(), "check").code());
        java("echo 'Could not reserve enough space'; exit 1");

        Ended ended = launch(path(), Map.of("JAVA_TOOL_OPTIONS", "-Xmx900g"), "check");

        assertEquals(3, ended.code());
        assertEquals("""
                error: Java ended with exit code 1
                   at: JAVA_TOOL_OPTIONS=-Xmx900g
                  fix: correct or unset what stands here; see what Java says above; it needs Java 17 or newer, and memory
                """, ended.err());
    }

    @Test
    void aRealJavaThatFindsNoMainClassIsExitCodeThree() throws Exception {
        Files.delete(programs.resolve("java"));
        Files.createSymbolicLink(
                programs.resolve("java"),
                Path.of(ProcessHandle.current().info().command().orElseThrow()));

        Ended ended = launch(path(), "check"); // the class path of the build in this test is empty

        assertEquals(3, ended.code(), ended.err());
        assertTrue(
                ended.err().contains("error: Java ended with exit code 1\n  fix: see what Java says above"),
                ended.err());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2", "3, 3", "130, 130", "134, 3", "137, 3", "77, 3"})
    void otherExitCodesAreKeptOrAreTheMachines(int ofJava, int code) throws Exception {
        java("exit " + ofJava);

        assertEquals(code, launch(path(), "bench").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "SEGV"})
    void aSignalThatEndsJavaIsNamed(String name) throws Exception {
        java("kill -" + name + " $$");

        Ended ended = launch(path(), "bench");

        assertEquals(3, ended.code());
        assertTrue(ended.err().contains("error: Java was ended by signal "), ended.err());
        assertTrue(ended.err().contains("(" + name + ")\n"), ended.err());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signalsReachJavaAndItsEndIsWaitedFor(String name, int code) throws Exception {
        assumeFalse(ignoresInterrupts(), "a parent of this test ignores Ctrl-C, and so does all that it starts");
        java("trap 'sleep 0.2; echo saved; exit 143' TERM; : >started; while :; do sleep 0.05; done");

        Ended ended = signalled(name, "started");

        assertEquals("saved\n", ended.out());
        assertEquals(code, ended.code(), ended.err());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalDuringTheBuildEndsItAndIsNamed(String name, int code) throws Exception {
        assumeFalse(ignoresInterrupts(), "a parent of this test ignores Ctrl-C, and so does all that it starts");
        executable(
                root.resolve("mvnw"),
                "#!/bin/sh\ntrap ': >ended; exit 143' TERM\n: >building\nwhile :; do sleep 0.05; done\n");

        Ended ended = signalled(name, "building");

        assertEquals(code, ended.code(), ended.err());
        assertTrue(
                ended.err().endsWith("error: SIG" + name + " ended the launcher before ctbench started\n"),
                ended.err());
        awaitFile("ended");
        try (Stream<Path> files = Files.list(root.resolve("harness/cli/target"))) {
            assertEquals(
                    List.of("ctbench-build.log", "ctbench.lock"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    /** Sends a signal to the launcher once there is this file. */
    private Ended signalled(String name, String file) throws Exception {
        Process process = start(path(), Map.of(), "bench");
        awaitFile(file);
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        return end(process);
    }

    private void awaitFile(String name) {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (Files.notExists(root.resolve(name))) {
                Thread.sleep(20);
            }
        });
    }

    @Test
    void theInputOfJavaIsThatOfTheLauncher() throws Exception {
        java("cat");
        Process process = start(path(), Map.of(), "work");
        process.getOutputStream().write("demo/train\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();

        assertEquals("demo/train\n", end(process).out());
    }

    @Test
    void aCollectorOfTheUserIsTheOnlyOne() throws Exception {
        java("echo \"$@\"");

        assertTrue(launch(path(), "bench").out().contains("-XX:+UseSerialGC"));
        for (String variable : List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CTBENCH_JAVA_OPTS")) {
            String out = launch(path(), Map.of(variable, "-Xmx1g -XX:+UseG1GC"), "bench")
                    .out();
            assertFalse(out.contains("UseSerialGC"), variable + ": " + out);
        }
    }

    @Test
    void javaStartsUnderALocaleThatHasAllPaths() throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "test \"$(LC_ALL=C.UTF-8 locale charmap)\" = UTF-8")
                                .start()
                                .waitFor()
                        == 0,
                "this system has no C.UTF-8");
        java("echo \"<$LC_ALL>\"");

        assertEquals(
                "<C.UTF-8>\n", launch(path(), Map.of("LC_ALL", "C"), "bench").out());
        assertEquals(
                "<C.UTF-8>\n",
                launch(path(), Map.of("LC_ALL", "", "LANG", "POSIX"), "bench").out());
        assertEquals(
                "<>\n",
                launch(path(), Map.of("LC_ALL", "", "LANG", "C.UTF-8"), "bench").out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "harness/cli/target",
                "harness/cli/target/ctbench.lock",
                "harness/cli/target/ctbench-build.log",
                "harness/cli/target/ctbench.classpath"
            })
    void whatTheLauncherItselfCannotWriteIsExitCodeThree(String place) throws Exception {
        Path obstacle = root.resolve(place);
        Files.createDirectories(obstacle.getParent());
        if (place.endsWith("target")) {
            Files.writeString(obstacle, "a file, even for a user who may write anywhere");
        } else {
            Files.createDirectory(obstacle);
        }

        Ended ended = launch(path(), "bench");

        assertEquals(3, ended.code(), ended.err());
        assertTrue(ended.err().contains("error: "), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void aFailureThatNobodyForesawIsExitCodeThree() throws Exception {
        executable(programs.resolve("mktemp"), "#!/bin/sh\nexit 1\n");

        Ended ended = launch(path(), "bench");

        assertEquals(3, ended.code());
        assertEquals(
                "error: it was never built here, and " + root.toRealPath().resolve("harness/cli/target")
                        + " cannot be written\n  fix: run it once as a user who may write there, on a disk with space, or copy"
                        + " the clone to such a place\n",
                ended.err());
    }

    /** From the mask of ignored signals, of which SIGINT is the second. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    void aReleaseRunsItsJarAndBuildsNothing() throws Exception {
        Path lib = installRelease();
        showClassPath();

        assertEquals(
                lib.resolve("ctbench-0.1.0.jar") + "\n", launch(path(), "bench").out());
        Path plugin = Files.writeString(root.resolve("one.jar"), "");
        assertEquals(
                lib.resolve("ctbench-0.1.0.jar") + ":" + plugin.toRealPath() + "\n",
                launch(path(), "--plugin", "one.jar", "bench").out());
        assertTrue(Files.notExists(root.resolve("asked")));
    }

    @Test
    void aReleaseHasOnnxRuntimeInAJarOfItsOwn() throws Exception {
        Path lib = installRelease();
        showClassPath();

        Ended ended = launch(path(), "--onnx", "predictions", "compute");

        assertEquals(2, ended.code());
        assertEquals(
                "error: ONNX Runtime is not installed\n   at: --onnx\n  fix: put ctbench-onnx-0.1.0.jar of the same release into "
                        + lib + "\n",
                ended.err());
        Files.writeString(lib.resolve("ctbench-onnx-0.1.0.jar"), "");
        assertEquals(
                lib.resolve("ctbench-onnx-0.1.0.jar") + "\n",
                launch(path(), "--onnx", "predictions", "compute").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nd4j", "--cuda", "--dl4j", "--spark"})
    void aReleaseLeavesWhatIsLargeToClones(String option) throws Exception {
        installRelease();

        Ended ended = launch(path(), "--onnx", option, "bench");

        assertEquals(2, ended.code());
        assertEquals(
                "error: a release has no ND4J, Deeplearning4j or Spark\n   at: " + option
                        + "\n  fix: use a clone of the sources: ./ctbench " + option + " ...\n",
                ended.err());
    }

    @Test
    void aReleaseWithoutItsJarIsExitCodeThree() throws Exception {
        Path lib = installRelease();
        Files.delete(lib.resolve("ctbench-0.1.0.jar"));

        Ended ended = launch(path(), "bench");

        assertEquals(3, ended.code());
        assertTrue(ended.err().startsWith("error: there is no " + lib + "/ctbench-VERSION.jar\n"), ended.err());
    }

    /** The launcher in the folders of a release; its folder of jars. */
    private Path installRelease() throws IOException {
        Path lib = Files.createDirectories(root.toRealPath().resolve("ctbench 0.1.0/lib"));
        launcher = Files.createDirectory(lib.resolveSibling("bin")).resolve("ctbench");
        Files.move(root.resolve("ctbench"), launcher);
        Files.writeString(lib.resolve("ctbench-0.1.0.jar"), "");
        return lib;
    }

    private void showClassPath() throws IOException {
        java("while [[ $1 != -cp ]]; do shift; done; echo \"$2\"");
    }

    private void java(String script) throws IOException {
        executable(programs.resolve("java"), "#!/bin/bash\n" + script + "\n");
    }

    private String path() {
        return programs + ":" + System.getenv("PATH");
    }

    private String asked() throws IOException {
        return Files.readString(root.resolve("asked"));
    }

    private Ended launch(String path, String... arguments) throws Exception {
        return launch(path, Map.of(), arguments);
    }

    private Ended launch(String path, Map<String, String> environment, String... arguments) throws Exception {
        return end(start(path, environment, arguments));
    }

    private Process start(String path, Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(root.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.matches(".*JAVA.*"));
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        return builder.redirectError(root.resolve("err").toFile())
                .redirectOutput(root.resolve("out").toFile())
                .start();
    }

    private Ended end(Process process) throws Exception {
        process.getOutputStream().close();
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
