package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.evidence.FinishedRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    static Path runs;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void writesRuns() throws IOException {
        new FinishedRun(runs.resolve("good")).with("verdict.replicates=1000").write();
        new FinishedRun(runs.resolve("bad"))
                .with("verdict.replicates=1000")
                .right("resnet18", 0.6)
                .write();
    }

    @Test
    void acceptsThenPassesThenFailsWithExitCodeOne() throws IOException {
        assertEquals(0, check("--accept", "good"));
        assertTrue(out.toString().endsWith("baseline: " + folder.resolve("base.yaml") + "\n"), out.toString());
        assertEquals(0, check("good"));
        Path junit = folder.resolve("check.xml");
        Path markdown = folder.resolve("check.md");

        int code = check("bad", "--junit", junit.toString(), "--markdown", markdown.toString());

        assertEquals(1, code);
        assertEquals("", err.toString());
        assertTrue(out.toString().contains("failed  resnet18  test   weighted-f1/code"), out.toString());
        assertTrue(Files.readString(junit).contains("<failure type=\"failed\""));
        assertTrue(Files.readString(markdown).contains("| **failed** |"));
    }

    @Test
    void answersAsJson() throws IOException {
        check("--accept", "good");
        out.getBuffer().setLength(0);

        int code = check("bad", "--json");

        assertEquals(1, code);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("ctbench/check/2", json.get("schema").asText());
        assertEquals("failed", json.get("cells").get(0).get("outcome").asText());
        assertTrue(json.get("cells").get(0).get("paired").asBoolean());
    }

    @Test
    void aMissingBaselineIsTheUsersMistake() {
        assertEquals(2, check("good"));
        assertTrue(err.toString().contains("base.yaml"), err.toString());
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        assertEquals(2, check("good", "--margin", "2"));
        assertTrue(err.toString().startsWith("error: --figure and --margin need --accept\n"), err.toString());
    }

    private int check(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("check", "--baseline", folder.resolve("base.yaml").toString()));
        for (String argument : arguments) {
            line.add(
                    argument.equals("good") || argument.equals("bad")
                            ? runs.resolve(argument).toString()
                            : argument);
        }
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(line.toArray(String[]::new));
    }
}
