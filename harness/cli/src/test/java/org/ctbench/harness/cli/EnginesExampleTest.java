package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.inference.InferenceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that need --onnx or --dl4j would do what their pages say; CI runs them in full. */
class EnginesExampleTest {
    private static final Pattern DRY_RUN = Pattern.compile("(?m)^\\$ .*/plan.yaml --dry-run\n((?:(?!\\$ ).*\n)+)");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theOnnxNetworkIsEvaluated() throws IOException {
        assumeTrue(InferenceProvider.of("onnx").isPresent(), "this build has no ONNX Runtime: -Ponnx");

        assertEquals(0, dryRun("03-onnx"), err::toString);

        assertEquals(page("03-onnx"), out.toString());
    }

    @Test
    void theNetworkOfDeeplearning4jIsTrainedAndEvaluated() throws IOException {
        assumeTrue(ModelRegistry.load().ids().contains("darkcovidnet"), "this build has no Deeplearning4j: -Pdl4j");

        assertEquals(0, dryRun("10-deeplearning4j"), err::toString);

        assertEquals(page("10-deeplearning4j"), out.toString());
    }

    @Test
    void aBuildWithoutDeeplearning4jSaysWhatIsMissing() throws IOException {
        assumeTrue(!ModelRegistry.load().ids().contains("darkcovidnet"), "this build has Deeplearning4j");

        assertEquals(2, dryRun("10-deeplearning4j"));

        assertTrue(err.toString().startsWith("error: models[0]: no model 'darkcovidnet'"), err.toString());
    }

    /** What the page of an example says that its dry run prints. */
    private static String page(String example) throws IOException {
        Matcher printed = DRY_RUN.matcher(Files.readString(Path.of("../examples", example, "README.md")));
        assertTrue(printed.find(), "the page has no dry run");
        return printed.group(1);
    }

    /** Paths of an example begin at the root of the clone, two folders up. */
    private int dryRun(String example) throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                Files.readString(Path.of("../examples", example, "plan.yaml"))
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
