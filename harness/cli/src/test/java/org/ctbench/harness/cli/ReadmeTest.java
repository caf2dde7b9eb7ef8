package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the README tells a newcomer to type is understood. */
class ReadmeTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./ctbench (?:--nd4j )?(?!--cuda)([^#\\n]+)");
    private static final Pattern PLAN = Pattern.compile("(?s)```yaml\\n(schema: ctbench/plan/1\\n.*?)```");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z][A-Za-z0-9]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheReadmeIsUnderstood(String command) {
        CommandLine line = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));

        assertDoesNotThrow(() -> line.parseArgs(command.split("\\s+")));
    }

    static Stream<String> commands() throws IOException {
        List<String> commands = COMMAND.matcher(readme())
                .results()
                .map(match -> match.group(1).strip())
                .toList();
        assertTrue(commands.size() >= 8, "found only " + commands);
        return commands.stream();
    }

    @Test
    void thePlanOfTheReadmeIsAPlan() throws IOException {
        MatchResult match = PLAN.matcher(readme()).results().findFirst().orElseThrow();
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, match.group(1));

        Plan plan = Plans.load(file.toString());

        assertEquals("resnet50-512", plan.id());
    }

    @Test
    void theFilesThatTheReadmeLinksToAreThere() throws IOException {
        List<String> missing = LINK.matcher(readme())
                .results()
                .map(match -> match.group(1))
                .filter(link -> !Files.exists(ROOT.resolve(link)))
                .toList();

        assertEquals(List.of(), missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md"})
    void theClassesThatADocumentNamesAreThere(String document) throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String folder : List.of("splits", "datasets", "models", "reports", "harness")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> classes.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        Set<String> named = CLASS.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(named.size() >= 5, "found only " + named);
        named.removeAll(classes);
        assertEquals(Set.of(), named);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
