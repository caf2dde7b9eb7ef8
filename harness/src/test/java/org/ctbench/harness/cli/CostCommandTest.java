package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.ctbench.harness.plan.Plans;
import org.ctbench.splits.files.Documents;
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
        assertTrue(text.startsWith("plan paper: 9 trainings\ntime: not measured (--no-calibration)\n"), text);
        assertTrue(text.contains(
                "\n300,000 two-stage steps to train affinity-8, affinity-16, affinity-32, affinity-64\n"));
        assertTrue(text.contains("covidx-ct-v1/remainder 58,782, "), text);
        assertEquals("", err.toString());
    }

    @Test
    void settingsReachTheCounts() throws IOException {
        int code = line.execute(
                "plan", "cost", "demo", "--no-calibration", "--json", "--set", "data.generate.phantom.covidx.test=44");

        assertEquals(0, code);
        Map<?, ?> document = Documents.parseJson(out.toString(), "out", Map.class);
        assertEquals("ctbench/plan-cost/1", document.get("schema"));
        assertEquals(
                Plans.read("demo", java.util.List.of("data.generate.phantom.covidx.test=44"))
                        .plan()
                        .digest()
                        .hex(),
                document.get("digest"));
        assertEquals(true, document.get("generated"));
        Map<?, ?> work = (Map<?, ?>) document.get("work");
        // resnet18 validates 8 times on 90, each affinity model 6 times; 44 + 450 + 200 for three; 20 lesion slices for
        // three
        assertEquals(90 * (8 + 6 + 6) + 3 * (44 + 450 + 200) + 3 * 20, work.get("evaluatedImages"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --calibrate 0 | --calibrate is 0, expected 1 or more",
                "demo --threads 0 | --threads is 0, expected 1 or more",
                "demo --no-calibration --quick | there is nothing to do quickly: --no-calibration times nothing",
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
