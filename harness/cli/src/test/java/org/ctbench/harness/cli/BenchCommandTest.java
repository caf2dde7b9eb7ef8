package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
    private static final String[] SMALL = {"--size", "64", "--runs", "1", "--threads", "1"};

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Tag("slow")
    @Tag("computes")
    void timesATwoStageModelByStage() throws IOException {
        String[] model = {"--model", "affinity", "--option", "features=8", "--steps", "5", "--no-torch", "--json"};

        int code = run(model, SMALL);

        assertEquals("", err.toString());
        assertEquals(0, code);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(64, json.get("size").asInt());
        assertEquals("torch not run: --no-torch", json.get("torch").asText());
        assertEquals(
                List.of(
                        "classification of one image",
                        "segmentation of one image",
                        "segmentation stage",
                        "classification stage",
                        "two-stage step"),
                json.get("stages").findValuesAsText("name"));
        assertTrue(json.get("stages").get(0).get("ratio").isNull());
        assertTrue(json.get("memory").get("pool").asLong() > 1 << 20);
        assertEquals(5, json.get("course").get("steps").asInt());
        assertTrue(json.get("operations").findValuesAsText("operation").contains("conv2d"));
    }

    @Test
    void timesEvaluationAndTrainingStepOfAResidualNetwork() throws IOException {
        int code = run(new String[] {"--batch", "1", "--no-torch", "--json"}, SMALL);

        assertEquals(0, code);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("1x3x64x64", json.get("images").asText());
        assertEquals("torch not run: --no-torch", json.get("torch").asText());
        assertEquals(List.of("evaluation", "training step"), json.get("work").findValuesAsText("name"));
        assertTrue(json.get("work").get(1).get("ctbench").get("median").asDouble() > 0);
    }

    @Tag("slow")
    @Tag("computes")
    @Test
    void timesTheStatisticsOfAReport() throws IOException {
        int code =
                run(new String[] {"--statistics", "--replicates", "1000", "--runs", "1", "--threads", "2", "--json"});

        assertEquals("", err.toString());
        assertEquals(0, code);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(
                "intervals of 14 metrics, 21191 slices, 1000 replicates",
                json.get(0).get("name").asText());
        assertTrue(json.get(0).get("median").asDouble() > 0);
    }

    @Tag("slow")
    @Test
    void showsWhichShareOfThePeakConvolutionsReach() throws IOException {
        int code = run(new String[] {"--convolutions", "--engine", "exact", "--batch", "1", "--json"}, SMALL);

        assertEquals("", err.toString());
        assertEquals(0, code);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("1x64x64", json.get("images").asText());
        JsonNode forward = json.get("directions").get(0);
        assertEquals(0.296, forward.get("gflop").asDouble(), 0.001); // of 64 x 64 pixels
        assertEquals(3, json.get("directions").size());
        assertTrue(forward.get("milliseconds").asDouble() > 0);
        assertTrue(json.get("peak").asDouble() > 0);
    }

    @Test
    void aTwoStageModelIsTimedOnOneImage() {
        int code = run(new String[] {"--model", "affinity", "--batch", "2"}, SMALL);

        assertEquals(2, code);
        assertEquals("""
                error: affinity is timed on one image
                   at: --batch 2
                  fix: leave it out
                """, err.toString());
    }

    @Test
    void onlyStatisticsHaveReplicates() {
        assertEquals(2, run(new String[] {"--replicates", "2000"}));
        assertEquals("""
                error: only statistics have replicates
                   at: --replicates 2000
                  fix: add --statistics
                """, err.toString());
    }

    @Test
    void tooFewReplicatesAreRefusedBeforeAnythingIsTimed() {
        assertEquals(2, run(new String[] {"--statistics", "--replicates", "999"}));
        assertEquals("", out.toString());
        assertTrue(err.toString().contains("--replicates 1000 or more"), err.toString());
    }

    @Test
    void onlyTwoStageModelsAreTimedStepByStep() {
        int code = run(new String[] {"--model", "resnet18", "--steps", "9"}, SMALL);

        assertEquals(2, code);
        assertEquals("""
                error: only training in two stages is timed step by step
                   at: --steps 9
                  fix: leave it out
                """, err.toString());
    }

    @Test
    void anOptionThatTheModelDoesNotHaveIsRefused() {
        int code = run(new String[] {"--model", "affinity", "--option", "feature=8"}, SMALL);

        assertEquals(2, code);
        assertTrue(err.toString().startsWith("error: unknown key 'feature'\n"), err.toString());
        assertTrue(err.toString().contains("did you mean 'features'?"), err.toString());
    }

    private int run(String[] first, String... then) {
        CommandLine line = Main.commandLine(new PrintWriter(out), new PrintWriter(err));
        String[] arguments = new String[1 + first.length + then.length];
        arguments[0] = "bench";
        System.arraycopy(first, 0, arguments, 1, first.length);
        System.arraycopy(then, 0, arguments, 1 + first.length, then.length);
        return line.execute(arguments);
    }
}
