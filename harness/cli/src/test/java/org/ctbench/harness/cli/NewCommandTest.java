package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void theProjectCompilesAndItsModelIsFoundInPlans() throws Exception {
        Path project = folder.resolve("two-words");

        assertEquals(0, run("new", "baseline", "two-words", "--to", project.toString()), err.toString());

        Path classes = compile(project);
        String described = started(classes, "models", "describe", "two-words", "--size", "64");
        assertTrue(described.contains("conv3"), described);
        assertTrue(started(classes, "plan", "show", project.resolve("plan.yaml").toString())
                .contains("two-words"));
    }

    @Test
    void namesItsVersions() throws IOException {
        Path project = folder.resolve("mine");
        run("new", "baseline", "mine", "--to", project.toString());

        String pom = Files.readString(project.resolve("pom.xml"));
        assertTrue(pom.contains("<artifactId>mine</artifactId>"), pom);
        assertTrue(pom.contains("<ctbench.version>0."), pom);
        assertTrue(pom.contains("<version>${ctbench.version}</version>"), pom);
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                assertFalse(Files.readString(file).matches("(?s).*(__|@[A-Za-z-]+@).*"), file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mine", "1st", "a--b", "a-", "a/b", "..", "resnet18"})
    void refusesWhatIsNoNewId(String name) {
        assertEquals(
                2, run("new", "baseline", name, "--to", folder.resolve("new").toString()));
        assertTrue(Files.notExists(folder.resolve("new")));
    }

    @Test
    void overwritesNothing() throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "mine");

        assertEquals(2, run("new", "baseline", "mine", "--to", there.toString()));

        assertEquals("mine", Files.readString(there));
        assertTrue(err.toString().startsWith("error: this exists already"), err.toString());
        assertEquals(2, run("new"));
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }

    /** Folder of the compiled classes with the resources beside them. */
    private Path compile(Path project) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-Xlint:all,-processing,-path", "-Werror", "-d", classes.toString(), "-cp", classPath()));
        copyOrList(project.resolve("src/main"), classes, arguments);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        return classes;
    }

    private static void copyOrList(Path main, Path classes, List<String> sources) throws IOException {
        try (Stream<Path> files = Files.walk(main)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                if (file.toString().endsWith(".java")) {
                    sources.add(file.toString());
                    return;
                }
                Path target = classes.resolve(
                        main.resolve("resources").relativize(file).toString());
                try {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** What ctbench prints with the classes on its class path, as {@code --plugin} puts them there. */
    private static String started(Path classes, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                classPath() + File.pathSeparator + classes,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
