package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ModelsCommandTest {
    @Test
    void listsTheModels() {
        String text = run("list");

        assertTrue(
                text.contains("resnet18           classifier    ResNet18 as in torchvision, trained from random"
                        + " weights on whole images\n"),
                text);
        assertTrue(text.contains("\nmaskrcnn           segmentation  Mask R-CNN that segments lesions"), text);
        assertEquals(text.lines().sorted().toList(), text.lines().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ru", "tr"})
    void describesAModelTheSameInEveryLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            List<String> lines =
                    run("describe", "resnet18", "--size", "64").lines().toList();

            assertEquals("for 3 classes and images of 1 x 3 x 64 x 64", lines.get(1));
            assertEquals(
                    "layer                  computes                                     output            parameters  training",
                    lines.get(3));
            assertEquals(
                    "conv1                  Conv2d 3 -> 64, 7x7, stride 2, padding 3     1 x 64 x 32 x 32       9,408  trained",
                    lines.get(4));
            assertEquals(
                    "11,178,051 parameters, 11,178,051 trained; 9,600 running statistics", lines.get(lines.size() - 1));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void describesAModelInJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(run("describe", "resnet50", "--classes", "2", "--json"));

        assertEquals("resnet50", json.get("id").asText());
        assertEquals(23_512_130, json.get("parameters").asLong());
        JsonNode last = json.get("layers").get(json.get("layers").size() - 1);
        assertEquals("fc", last.get("name").asText());
        assertEquals("[1,2]", last.get("output").toString());
        assertEquals(4_098, last.get("parameters").asLong());
    }

    @Test
    void describesWhatIsTrainedCopiedAndFrozen() {
        List<String> lines = run("describe", "affinity", "--affinities", "8", "--size", "64")
                .lines()
                .toList();

        String box = lines.stream()
                .filter(l -> l.startsWith("roi_heads.box_head.fc6 "))
                .findFirst()
                .orElseThrow();
        String twin = lines.stream()
                .filter(l -> l.startsWith("roi_heads.box_head_s2.fc6 "))
                .findFirst()
                .orElseThrow();
        assertTrue(box.endsWith("  trained"), box);
        assertTrue(twin.endsWith("  copied"), twin);
        String sums = lines.get(lines.size() - 1);
        assertTrue(sums.matches("[0-9,]+ parameters, [0-9,]+ trained, [0-9,]+ copied, [0-9,]+ frozen; .*"), sums);
    }

    @Test
    void theOptionsOfAModelChangeIt() throws Exception {
        String standard = run("describe", "affinity", "--json");
        String same =
                run("describe", "affinity", "--option", "affinities=16", "--option", "backbone=resnet18", "--json");
        String deeper = run("describe", "affinity", "--affinities", "16", "--backbone", "resnet34", "--json");

        assertEquals(standard, same);
        long more = new ObjectMapper().readTree(deeper).get("parameters").asLong()
                - new ObjectMapper().readTree(standard).get("parameters").asLong();
        assertEquals(8_170_304 - 2_782_784, more); // the two networks up to their third stage
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "affinity --option afinities=4|unknown key 'afinities'|--option afinities=4|did you mean 'affinities'?",
                "affinity --backbone resnet19|backbone: expected one of resnet18, resnet34, resnet50, found the text 'resnet19'"
                        + "|--backbone backbone=resnet19|did you mean 'resnet18'?",
                "affinity --affinities 0|affinities is 1 or more, not 0|affinity:1|correct that value",
                "resnet18 --affinities 8|resnet18 has no options|--affinities affinities=8|leave it out",
            })
    void anOptionThatAModelDoesNotHaveIsTheUsersMistake(String arguments, String problem, String where, String fix) {
        UserException e = refused(("describe " + arguments).split(" "));

        assertEquals(problem, e.problem());
        assertEquals(where, e.where());
        assertEquals(fix, e.fix());
    }

    @ParameterizedTest
    @CsvSource({
        "resnet19 --classes 3, no model 'resnet19', ID, did you mean 'resnet18'?",
        "resnet18 --classes 1, 'expected at least 2, found 1', --classes, give a larger number",
        "resnet18 --size 0, 'expected at least 1, found 0', --size, give a larger number"
    })
    void saysWhatToMend(String arguments, String problem, String where, String fix) {
        UserException e = refused(("describe " + arguments).split(" "));

        assertEquals(problem, e.problem());
        assertEquals(where, e.where());
        assertEquals(fix, e.fix());
    }

    @Test
    void showsAnExampleInTheHelpOfEachCommand() {
        assertTrue(run("--help").contains("  ctbench models list\n"));
        assertTrue(run("list", "--help").contains("  ctbench models list --json\n"));
        assertTrue(run("describe", "--help").contains("  ctbench models describe resnet18 --classes 2 --size 64\n"));
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new ModelsCommand())
                .setOut(new PrintWriter(out))
                .execute(arguments);
        assertEquals(0, code);
        return out.toString().replace("\r\n", "\n");
    }

    private static UserException refused(String... arguments) {
        AtomicReference<Exception> thrown = new AtomicReference<>();
        new CommandLine(new ModelsCommand())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    thrown.set(e);
                    return 2;
                })
                .execute(arguments);
        return assertInstanceOf(UserException.class, thrown.get());
    }
}
