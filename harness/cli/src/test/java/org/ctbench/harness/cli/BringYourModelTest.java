package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctbench.harness.card.ModelCard;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What harness/BRING-YOUR-MODEL.md and the pages that it links to tell a newcomer to do works as it stands there. */
class BringYourModelTest {
    private static final Path DOCUMENT = Path.of("../BRING-YOUR-MODEL.md");
    private static final Path COVIDNET = Path.of("../COVIDNET-CT.md");
    private static final Path CONTAINER = Path.of("../examples/04-container/README.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./ctbench ([^#\\n]+)");
    private static final Pattern PYTHON = Pattern.compile("(?s)```python\\n(import csv\\n.*?)```");
    private static final Pattern CARD = Pattern.compile("(?s)```yaml\\n(schema: ctbench/model-card/1\\n.*?)```");
    private static final Pattern MODELS = Pattern.compile("(?s)```yaml\\n(models:\\n.*?)```");
    private static final Pattern LESIONS = Pattern.compile("(?s)```yaml\\n(segmentation:.*?)```");

    /** Right for most slices by the letters of their names, so that the example needs no network. */
    private static final String PREDICT = """
            def predict(path):
                name = path.split("/")[-1]
                place = ["Normal", "CP", "NCP"].index(name.split("_")[0])
                if name.endswith("7.png"):
                    place = (place + 1) % 3
                return [0.8 if c == place else 0.1 for c in range(3)]


            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsUnderstood(String command) {
        assertDoesNotThrow(() ->
                Main.commandLine(new PrintWriter(out), new PrintWriter(err)).parseArgs(command.split("\\s+")));
    }

    static Stream<String> commands() throws IOException {
        String pages = Files.readString(DOCUMENT) + Files.readString(COVIDNET) + Files.readString(CONTAINER);
        List<String> commands = COMMAND.matcher(pages)
                .results()
                .map(match -> match.group(1)
                        .replaceAll("--(onnx|dl4j|plugin \\S+)\\s|#.*", "")
                        .strip()) // of the launcher
                .toList();
        assertTrue(commands.size() >= 7, "found only " + commands);
        return commands.stream();
    }

    @Test
    void theModelsOfThePlanAreRead() throws IOException {
        Matcher models = MODELS.matcher(Files.readString(DOCUMENT));
        assertTrue(models.find());
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, """
                schema: ctbench/plan/1
                id: example
                title: The example
                data: {root: data}
                train: covidx-ct-v1/sample-3000
                protocol: {seeds: {weights: 1, order: 1}}
                evaluate: [{id: test, split: covidx-ct-v1/test}, {id: remainder, split: covidx-ct-v1/remainder}]
                """ + models.group(1));

        Plan plan = Plans.load(file.toString());

        assertEquals(2, plan.models().get(1).predictions().size());
    }

    @ParameterizedTest
    @MethodSource("cards")
    void everyModelCardIsRead(String text) throws IOException {
        ModelCard card = ModelCard.read(Files.writeString(folder.resolve("card.yaml"), text));

        assertEquals(List.of("Normal", "CP", "NCP"), card.classes());
    }

    static Stream<String> cards() throws IOException {
        List<String> cards = CARD.matcher(Files.readString(DOCUMENT) + Files.readString(COVIDNET))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(2, cards.size());
        return cards.stream();
    }

    @Test
    void theModelWithLesionsIsRead() throws IOException {
        Matcher lesions = LESIONS.matcher(Files.readString(DOCUMENT));
        assertTrue(lesions.find());
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, """
                schema: ctbench/plan/1
                id: example
                title: The example
                data: {root: data}
                protocol: {seeds: {weights: 1, order: 1}}
                """ + lesions.group(1));

        Plan plan = Plans.load(file.toString());

        assertEquals(List.of("cncb-lesion/test"), plan.masked());
        assertTrue(plan.models().get(0).lesionsOf("cncb-lesion/test").isPresent());
    }

    /** Without the images, which only the model of the reader needs: the lists of the generated split stand in for them. */
    @Test
    @Tag("slow")
    void theExampleWorksFromTheTemplateToTheScore() throws IOException, InterruptedException {
        assumeTrue(hasPython(), "python3 is missing");
        assertEquals(
                0,
                run(
                        "splits",
                        "import",
                        "--from",
                        "src/test/resources/bring-your-model/lists",
                        "--to",
                        place("data/demo")),
                err::toString);
        assertEquals(0, run(command("predictions template --split phantom-covidx/test")), err::toString);
        Matcher python = PYTHON.matcher(Files.readString(DOCUMENT));
        assertTrue(python.find());
        Path program = Files.writeString(folder.resolve("write.py"), PREDICT + python.group(1));
        Process process = new ProcessBuilder("python3", program.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);

        int code = run(command("score mine.csv --split phantom-covidx/test"));

        assertEquals(0, code, err::toString);
        String text = out.toString();
        assertTrue(text.contains("Generated data: these values say nothing about real CT."), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("mine +accuracy +\\d\\d\\.\\d\\d \\[.*")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches(".*ResNet18 +9\\d\\.\\d\\d .*")), text);
        assertTrue(Files.exists(folder.resolve("out/mine/results.json")));
    }

    /** A command of the document, with its files in the folder of the test. */
    private String[] command(String begin) throws IOException {
        String command = commands().filter(c -> c.startsWith(begin)).findFirst().orElseThrow();
        List<String> words = Stream.of(command.split("\\s+"))
                .map(word -> word.matches("data/demo|.*\\.csv") ? place(word) : word)
                .toList();
        Stream<String> where = begin.startsWith("score") ? Stream.of("--out", place("out/mine")) : Stream.of();
        return Stream.concat(words.stream(), where).toArray(String[]::new);
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
