package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ctbench.harness.plan.Plans;
import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CostCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = Main.commandLine(new PrintWriter(out), new PrintWriter(err));

    @Test
    void countsWithoutDataAndWithoutEngine() {
        int code = line.execute("plan", "cost", "paper", "--no-calibration", "--data", "no-such-folder");

        assertEquals(0, code);
        String text = out.toString();
        assertTrue(text.startsWith("plan paper: 9 models\ntime: not measured (--no-calibration)\n"), text);
        assertTrue(
                text.lines()
                        .anyMatch(row ->
                                row.matches("affinity-8 +training +covidx-ct-v1/sample-3000 +300,000 +300,000 +– +–")),
                text);
        assertTrue(
                text.lines()
                        .anyMatch(row ->
                                row.matches("affinity-8 +evaluation +covidx-ct-v1/remainder +58,782 +58,782 +– +–")),
                text);
        assertEquals("", err.toString());
    }

    @Test
    void settingsReachTheCounts() throws IOException {
        int code = line.execute(
                "plan", "cost", "demo", "--no-calibration", "--json", "--set", "data.generate.phantom.covidx.test=44");

        assertEquals(0, code);
        Map<?, ?> document = Documents.parseJson(out.toString(), "out", Map.class);
        assertEquals("ctbench/plan-cost/3", document.get("schema"));
        assertEquals(
                Plans.read("demo", List.of("data.generate.phantom.covidx.test=44"))
                        .plan()
                        .digest()
                        .hex(),
                document.get("digest"));
        JsonNode models = Documents.toTree(document.get("models"));
        // resnet18 trains, validates, is evaluated on three sets and fine-tuned for one of them
        assertEquals(
                List.of(8 * 450, 8 * 90, 44, 450),
                IntStream.range(0, 4)
                        .mapToObj(i -> models.at("/0/tasks/" + i + "/images").asInt())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --calibrate 0 | --calibrate is 0, expected 1 or more",
                "demo --threads 0 | --threads is 0, expected 1 or more",
                "demmo | no plan 'demmo'",
                "demo --set train=phantom-covidx/smaple --no-calibration | train: no split 'phantom-covidx/smaple'"
            })
    void aMistakeIsOneMessageAndExitCodeTwo(String arguments, String problem) {
        int code = line.execute(("plan cost " + arguments).split(" "));

        assertEquals(2, code);
        assertTrue(err.toString().startsWith("error: " + problem + System.lineSeparator()), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void theHelpHasExamples() {
        int code = line.execute("plan", "cost", "--help");

        assertEquals(0, code);
        assertTrue(out.toString().contains("ctbench plan cost paper --no-calibration"), out.toString());
    }
}
