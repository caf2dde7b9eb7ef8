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
import java.util.Map;
import org.ctbench.harness.fixtures.FinishedRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    @TempDir
    static Path runs;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void writesRuns() throws IOException {
        new FinishedRun(runs.resolve("good"))
                .with("verdict.replicates=1000")
                .with("seeds=[1, 2, 3]")
                .write();
        new FinishedRun(runs.resolve("bad"))
                .with("verdict.replicates=1000")
                .with("seeds=[1, 2, 3]")
                .right("resnet18", 0.6)
                .write();
        new FinishedRun(runs.resolve("exact")).by("exact/1").write();
        new FinishedRun(runs.resolve("changed"))
                .by("exact/1")
                .unsure("NCP_0_1_0000.png")
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
    void anyChangedDigitFailsAndIsShownEverywhere() throws IOException {
        String changed = "NCP_0_1_0000.png";
        assertEquals(0, check("--accept", "exact"));
        assertEquals(0, check("exact", "--exact"));
        assertTrue(out.toString().endsWith("2 evaluations: every digit equals the baseline's\n"), out.toString());
        out.getBuffer().setLength(0);
        Path junit = folder.resolve("check.xml");
        Path summary = folder.resolve("summary.md");

        int code = check(
                Map.of("GITHUB_STEP_SUMMARY", summary.toString()), "changed", "--exact", "--junit", junit.toString());

        assertEquals(1, code);
        assertEquals("", err.toString());
        assertTrue(out.toString().contains("failed  resnet18  test      540        1"), out.toString());
        assertTrue(out.toString().contains(changed + "  "), out.toString());
        assertTrue(Files.readString(junit).contains(changed));
        assertTrue(Files.readString(summary).contains("| `" + changed + "` | "));
    }

    @Test
    void digitsThatDependOnTheMachineAreNotCompared() {
        check("--accept", "good");

        assertEquals(2, check("good", "--exact"));

        assertTrue(err.toString().contains("make a baseline of a run with `--engine exact`"), err.toString());
    }

    @Test
    void exactAnswersAsJson() throws IOException {
        check("--accept", "exact");
        out.getBuffer().setLength(0);

        assertEquals(1, check("changed", "--exact", "--json"));

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("ctbench/exact-check/2", json.get("schema").asText());
        JsonNode test = json.get("evaluations").get(0);
        assertEquals(1, test.get("changed").asInt());
        assertEquals("NCP_0_1_0000.png", test.get("first").get(0).get("slice").asText());
    }

    @Test
    void aSummaryThatCannotBeWrittenCostsAWarningAndNotTheVerdict() throws IOException {
        check("--accept", "good");
        String nowhere = folder.resolve("no/such/summary.md").toString();

        assertEquals(0, check(Map.of("GITHUB_STEP_SUMMARY", nowhere), "good"));
        assertEquals(1, check(Map.of("GITHUB_STEP_SUMMARY", nowhere), "bad"));

        assertTrue(out.toString().contains("failed  resnet18  test   weighted-f1/code"), out.toString());
        String warning = "warning: the summary cannot be written: no such file or folder\n   at: GITHUB_STEP_SUMMARY="
                + nowhere + "\n";
        assertEquals(warning + warning, err.toString());
    }

    @Test
    void aSummaryIsAppended() throws IOException {
        check("--accept", "good");
        Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");

        assertEquals(0, check(Map.of("GITHUB_STEP_SUMMARY", summary.toString()), "good"));

        String text = Files.readString(summary);
        assertTrue(text.startsWith("before\n") && text.length() > 100, text);
        assertEquals("", err.toString());
    }

    @Test
    void aFileThatWasAskedForAndCannotBeWrittenIsAnErrorBelowTheVerdict() throws IOException {
        check("--accept", "good");
        Path file = Files.writeString(folder.resolve("file"), "");
        out.getBuffer().setLength(0);

        assertEquals(2, check("bad", "--junit", file.resolve("check.xml").toString()));

        assertTrue(out.toString().contains("failed  resnet18  test   weighted-f1/code"), out.toString());
        assertTrue(err.toString().startsWith("error: there is a file where a folder is needed\n"), err.toString());
    }

    @Test
    void answersAsJson() throws IOException {
        check("--accept", "good");
        out.getBuffer().setLength(0);

        int code = check("bad", "--json");

        assertEquals(1, code);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("ctbench/check/3", json.get("schema").asText());
        assertEquals("failed", json.get("cells").get(0).get("outcome").asText());
        assertTrue(json.get("cells").get(0).get("test").get("paired").asBoolean());
    }

    @Test
    void aMissingBaselineIsTheUsersMistake() {
        assertEquals(2, check("good"));
        assertTrue(err.toString().contains("base.yaml"), err.toString());
    }

    @Test
    void oneTrainingIsPinnedForTheExactModeAloneAndNeverPassesTheTest() {
        assertEquals(0, check("--accept", "exact"));
        assertTrue(out.toString().contains("For --exact only, because one training cannot tell"), out.toString());

        assertEquals(2, check("exact"));

        assertTrue(
                err.toString().startsWith("error: the baseline pins no metric: it has one training"), err.toString());
    }

    @Test
    void aMarginThatSwitchesTheCheckOffIsRefused() {
        assertEquals(2, check("--accept", "good", "--margin", "99"));
        assertTrue(
                err.toString().startsWith("error: --margin is 99.0, expected more than 0 and at most 20\n"),
                err.toString());
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        assertEquals(2, check("good", "--margin", "2"));
        assertTrue(err.toString().startsWith("error: --metric and --margin need --accept\n"), err.toString());
    }

    private int check(String... arguments) {
        return check(Map.of(), arguments);
    }

    private int check(Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("check", "--baseline", folder.resolve("base.yaml").toString()));
        for (String argument : arguments) {
            line.add(
                    argument.matches("good|bad|exact|changed")
                            ? runs.resolve(argument).toString()
                            : argument);
        }
        CommandLine ctbench = Main.commandLine(new PrintWriter(out), new PrintWriter(err));
        ctbench.getCommandSpec().removeSubcommand("check");
        ctbench.addSubcommand("check", new CheckCommand(environment));
        ctbench.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)); // for the new command too
        ctbench.setExecutionExceptionHandler(Errors.of(ctbench));
        return ctbench.execute(line.toArray(String[]::new));
    }
}
