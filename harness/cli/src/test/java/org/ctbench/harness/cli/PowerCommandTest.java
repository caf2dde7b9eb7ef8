package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ctbench.harness.fixtures.FinishedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void answersForAPaperAsJson() throws IOException {
        assertEquals(0, power("ter-sarkisov-2022", "--json"));

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("ctbench/power/2", json.get("schema").asText());
        assertEquals(4, json.get("rows").get(0).get("differences").size());
    }

    @Test
    void answersForAPlanAndForARun(@TempDir Path folder) throws IOException {
        Path run = new FinishedRun(folder).with("verdict.replicates=1000").write();

        assertEquals(0, power("paper", "--seeds", "5", "--seed-sd", "0.8"));
        assertTrue(
                out.toString().contains("Mean of 5 seeds with a standard deviation of 0.80 percentage points, which"));
        assertEquals(0, power(run.toString()));
        assertTrue(out.toString().contains("resnet18  test   accuracy"), out.toString());
        assertEquals(2, power(run.toString(), "--seeds", "5"));
        assertTrue(err.toString().startsWith("error: a finished run has its own seeds\n"), err.toString());
    }

    @Test
    void namesTheNearestPlanOrPaper() {
        assertEquals(2, power("ter-sarkisov-2020"));
        assertTrue(err.toString().startsWith("error: no run, plan or paper 'ter-sarkisov-2020'\n"), err.toString());
        assertEquals(2, power("paper", "--power", "1"));
        assertTrue(err.toString().contains("--power is 1.0, expected 0.5 to below 1"), err.toString());
    }

    private int power(String... arguments) {
        String[] line = Stream.concat(Stream.of("power"), Stream.of(arguments)).toArray(String[]::new);
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(line);
    }
}
