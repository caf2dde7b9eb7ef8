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
import org.ctbench.splits.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ModelsCommandTest {
    @Test
    void listsTheModels() {
        String text = run("list");

        assertEquals("""
                resnet18  ResNet18 as in torchvision, trained from random weights on whole images
                resnet34  ResNet34 as in torchvision, trained from random weights on whole images
                resnet50  ResNet50 as in torchvision, trained from random weights on whole images
                """, text);
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
                    "layer                  computes                                     output            parameters  frozen",
                    lines.get(3));
            assertEquals(
                    "conv1                  Conv2d 3 -> 64, 7x7, stride 2, padding 3     1 x 64 x 32 x 32       9,408",
                    lines.get(4));
            assertEquals(
                    "11,178,051 parameters, 11,178,051 of them trained; 9,600 running statistics",
                    lines.get(lines.size() - 1));
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
