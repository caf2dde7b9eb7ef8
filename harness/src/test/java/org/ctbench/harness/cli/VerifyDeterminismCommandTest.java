package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.harness.determinism.Comparison;
import org.ctbench.harness.determinism.DeterminismFinding;
import org.ctbench.harness.determinism.Difference;
import org.ctbench.harness.determinism.Kind;
import org.ctbench.harness.determinism.Level;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.Provenance;
import org.ctbench.models.tensor.EngineInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyDeterminismCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path run;

    @Test
    @Tag("slow")
    void trainsInTwoProcessesAndKeepsWhatItFound() throws IOException {
        Files.writeString(run.resolve("plan.yaml"), "");

        int code = execute("--size", "64", "--steps", "1", "--threads", "1", "--run", run.toString(), "--json");

        assertEquals(0, code, err.toString());
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("ctbench/determinism/2", json.get("schema").asText());
        assertEquals("SAME_THREADS", json.get("level").asText());
        assertEquals(0, json.get("comparisons").get(0).get("differences").size());
        ObjectNode written =
                (ObjectNode) new ObjectMapper().readTree(Files.readString(run.resolve("determinism.json")));
        assertEquals(64, written.remove("checksum").asText().length());
        assertEquals(json, written);
        assertEquals(
                "compared: again on 1 thread, in another process\nwritten: " + run.resolve("determinism.json")
                        + "; `ctbench report " + run + "` shows it\n",
                err.toString());
    }

    @Test
    void aFolderWithoutRunIsRefusedBeforeAnythingIsTrained() {
        int code = execute("--run", run.toString());

        assertEquals(2, code);
        assertEquals(
                "error: no run of ctbench\n   at: " + run + "\n  fix: name the folder that `ctbench reproduce` wrote\n",
                err.toString());
    }

    @Test
    void anUnknownModelIsRefused() {
        assertEquals(2, execute("--model", "resnet19"));
        assertTrue(err.toString().startsWith("error: no model 'resnet19'\n   at: --model\n"), err.toString());
    }

    @Test
    void textShowsTheLevelAndTheFirstDifferences() {
        Difference loss = new Difference(Kind.LOSS, 2, "image", 1, 1, OptionalDouble.of(6e-8), OptionalDouble.of(0.69));
        DeterminismFinding finding = new DeterminismFinding(
                DeterminismFinding.SCHEMA,
                new DeterminismFinding.Trained("resnet18", 256, 1, 4),
                provenance(),
                List.of(new Comparison(1, 1, List.of()), new Comparison(1, 2, List.of(loss))),
                Level.SAME_THREADS);

        assertEquals("""
                resnet18, 4 steps on generated images of 256 x 256 pixels, 1 at once
                nd4j-cpu, convolutions by ND4J, on Some Processor
                nd4j 1.0.0-M2.1

                again on 1 thread, in another process: the same bits
                on 1 and on 2 threads: other bits, first in
                  step 2, loss image: 1 of 1 value, by at most 6.0e-08 (largest value 6.9e-01)

                level: the same bits again with the same number of threads
                other models, image sizes, engines and processors may come to another one
                """, DeterminismText.of(finding));
    }

    private static Provenance provenance() {
        return new Provenance(
                new CodeVersion("1.0", Optional.empty(), Optional.empty()),
                new EngineInfo("nd4j-cpu", Optional.empty(), 1, "ND4J", Optional.empty(), Map.of("nd4j", "1.0.0-M2.1")),
                new Provenance.JavaRuntime("17.0.1", "Some Vendor", "VM"),
                new Provenance.OperatingSystem("Linux", "6", "amd64"),
                new Provenance.Hardware(Optional.of("Some Processor"), 2, OptionalLong.empty()));
    }

    private int execute(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "verify-determinism";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(line);
    }
}
