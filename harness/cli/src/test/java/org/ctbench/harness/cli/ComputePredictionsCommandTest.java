package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.models.inference.InferenceProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that torch exported, on generated slices. */
@Tag("slow")
@Tag("computes")
class ComputePredictionsCommandTest {
    private static final Path GOLDEN = Path.of("../../models/onnx/src/test/resources/golden");

    @TempDir
    static Path temp;

    private static Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void generate() throws IOException {
        data = StandardPhantom.data();
    }

    @Test
    void computesWhatScoreReads() throws IOException {
        assumeTrue(InferenceProvider.of("onnx").isPresent(), "this build has no ONNX Runtime: -Ponnx");
        Path file = temp.resolve("mine.csv");

        assertEquals(0, compute("small.onnx", "card.yaml", file), err.toString());

        List<String> lines = Files.readAllLines(file);
        assertEquals("image,label,p_Normal,p_CP,p_NCP", lines.get(0));
        assertEquals(451, lines.size());
        assertTrue(out.toString().startsWith(file + ": 450 predictions by ONNX Runtime 1."), out.toString());
        assertEquals(2, compute("small.onnx", "card.yaml", file)); // is not replaced
        assertTrue(err.toString().startsWith("error: the file already exists"), err.toString());
        Path score = temp.resolve("scored");
        int code = run(
                "score",
                file.toString(),
                "--split",
                "phantom-covidx/test",
                "--data",
                data.toString(),
                "--out",
                score.toString());
        assertEquals(0, code, err.toString());
        assertTrue(Files.exists(score.resolve("report/index.html")));
    }

    @Test
    void aCardOfAnotherPreparationIsRefusedBeforeAnythingIsWritten() throws IOException {
        assumeTrue(InferenceProvider.of("onnx").isPresent(), "this build has no ONNX Runtime: -Ponnx");
        for (String name : List.of("small.onnx", "slice0.png", "slice1.png", "slice2.png")) {
            Files.copy(GOLDEN.resolve(name), temp.resolve(name));
        }
        String card = Files.readString(GOLDEN.resolve("card.yaml"));
        Path wrong = Files.writeString(temp.resolve("wrong.yaml"), card.replace("imagenet", "per_image"));
        Path file = temp.resolve("wrong.csv");

        assertEquals(2, compute("small.onnx", wrong.toAbsolutePath().toString(), file));

        assertTrue(err.toString().startsWith("error: 3 of 3 golden images give another output"), err.toString());
        assertTrue(err.toString().contains("all of them agree with normalisation: imagenet"), err.toString());
        assertTrue(Files.notExists(file));
    }

    @Test
    void aCardMayShowTheNetworkTheBoxesOfTheList() throws IOException {
        assumeTrue(InferenceProvider.of("onnx").isPresent(), "this build has no ONNX Runtime: -Ponnx");
        Path whole = temp.resolve("whole.csv");
        Path file = temp.resolve("cropped.csv");

        assertEquals(0, compute("small.onnx", "card.yaml", whole), err.toString());
        assertEquals(0, compute("small.onnx", "cropped.yaml", file), err.toString());

        assertEquals(451, Files.readAllLines(file).size());
        assertNotEquals(Files.readString(whole), Files.readString(file));
    }

    @Test
    void saysHowToGetARuntime() {
        assumeTrue(InferenceProvider.of("onnx").isEmpty(), "this build has ONNX Runtime");

        assertEquals(2, compute("small.onnx", "card.yaml", temp.resolve("none.csv")));

        assertTrue(err.toString().contains("./ctbench --onnx predictions compute"), err.toString());
    }

    private int compute(String network, String card, Path file) {
        return run(
                "predictions",
                "compute",
                GOLDEN.resolve(network).toString(),
                "--card",
                GOLDEN.resolve(card).toString(),
                "--split",
                "phantom-covidx/test",
                "--data",
                data.toString(),
                "--cache",
                temp.resolve("cache").toString(),
                "--out",
                file.toString());
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }
}
