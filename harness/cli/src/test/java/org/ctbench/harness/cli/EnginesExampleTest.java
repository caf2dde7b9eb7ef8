package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.inference.InferenceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of models that come with --dl4j and --onnx; CI runs it in full. */
class EnginesExampleTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void eachModelIsTrainedOrEvaluatedInTheGridOfPaperSmall() throws IOException {
        assumeTrue(InferenceProvider.of("onnx").isPresent(), "this build has no ONNX Runtime: -Ponnx");
        assumeTrue(ModelRegistry.load().ids().contains("darkcovidnet"), "this build has no Deeplearning4j: -Pdl4j");

        assertEquals(0, dryRun(), err::toString);

        String cells = out.toString();
        assertTrue(cells.lines().anyMatch(line -> line.matches("darkcovidnet/train +runs .*")), cells);
        assertTrue(cells.lines().anyMatch(line -> line.matches("darkcovidnet/fine-tune-ictcf +runs .*")), cells);
        assertTrue(cells.lines().anyMatch(line -> line.matches("small/evaluate-test +runs .*")), cells);
        assertTrue(cells.lines().noneMatch(line -> line.startsWith("small/evaluate-ictcf")), cells);
    }

    @Test
    void aBuildWithoutThemSaysWhatIsMissing() throws IOException {
        assumeTrue(!ModelRegistry.load().ids().contains("darkcovidnet"), "this build has Deeplearning4j");

        assertEquals(2, dryRun());

        assertTrue(err.toString().startsWith("error: models[0]: no model 'darkcovidnet'"), err.toString());
    }

    /** Paths of the example begin at the root of the clone, two folders up. */
    private int dryRun() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                Files.readString(Path.of("../examples/03-networks-of-others/plan.yaml"))
                        .replace(": models/onnx", ": ../../models/onnx"));
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(
                        "reproduce",
                        plan.toString(),
                        "--dry-run",
                        "--data",
                        folder.resolve("data").toString(),
                        "--out",
                        folder.resolve("out").toString());
    }
}
