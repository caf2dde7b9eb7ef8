package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** What README and guides tell a reader to type is understood, and what they link to is there. */
class ReadmeTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\./ctbench (?:--(?:nd4j|onnx|dl4j|spark|plugin \\S+) )*(?!--cuda)([^#\\n]+)");
    private static final Pattern PLAN = Pattern.compile("(?s)```yaml\\n(schema: ctbench/plan/1\\n.*?)```");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z][A-Za-z0-9]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsUnderstood(String command) {
        CommandLine line = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));

        assertDoesNotThrow(() -> line.parseArgs(command.split("\\s+")));
    }

    static Stream<String> commands() throws IOException {
        Set<String> commands = new TreeSet<>();
        for (Path document : documents()) {
            COMMAND.matcher(Files.readString(document))
                    .results()
                    .map(match -> match.group(1).strip())
                    .filter(command -> !command.startsWith("COMMAND") && !command.contains("..."))
                    .forEach(commands::add);
        }
        assertTrue(commands.size() >= 40, "found only " + commands);
        return commands.stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "harness/PLANS.md"})
    void thePlanOfADocumentIsAPlan(String document) throws IOException {
        MatchResult match = PLAN.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, match.group(1));

        Plan plan = Plans.load(file.toString());

        assertEquals("resnet50-512", plan.id());
    }

    @Test
    void theReadmeHasFewerThanTwoHundredLines() throws IOException {
        assertTrue(Files.readAllLines(ROOT.resolve("README.md")).size() < 200);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatADocumentLinksToIsThere(Path document) throws IOException {
        List<String> missing = new ArrayList<>();
        for (MatchResult link :
                LINK.matcher(Files.readString(document)).results().toList()) {
            Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
            boolean there = Files.exists(target)
                    && (link.group(2) == null || headings(target).contains(link.group(2)));
            if (!there) {
                missing.add(link.group());
            }
        }

        assertEquals(List.of(), missing);
    }

    /** Headings as GitHub makes addresses of them. */
    private static Set<String> headings(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> examples = Files.walk(ROOT.resolve("harness/examples"))) {
            examples.filter(file -> file.endsWith("README.md")).sorted().forEach(documents::add);
        }
        for (String folder : List.of("", "splits", "datasets", "models", "reports", "harness")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
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
}
