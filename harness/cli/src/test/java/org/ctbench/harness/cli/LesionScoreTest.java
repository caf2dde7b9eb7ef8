package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.SegmentationResults;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lesions of another program from the annotation file to the bundle, on generated slices. */
@Tag("slow")
@Tag("computes")
class LesionScoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void generate() throws IOException {
        data = StandardPhantom.data();
    }

    @Test
    void theTrueLesionsAsPredictionsArePerfectAndAreSealed() throws IOException {
        Path images = folder.resolve("perfect-annotations.json");
        assertEquals(
                0,
                run(
                        "predictions",
                        "template",
                        "--split",
                        "phantom-lesion/test",
                        "--data",
                        data.toString(),
                        "--out",
                        images.toString()),
                err::toString);
        assertTrue(out.toString().contains(": 20 images, numbered from 1, with their lesions; then: "), out.toString());
        Path file = folder.resolve("perfect.json");
        ArrayNode results = predictions(images);
        Files.writeString(file, JSON.writeValueAsString(results));

        int code = score(file, "perfect", "--coco-images", images.toString());

        assertEquals(0, code, err::toString);
        String text = out.toString();
        assertTrue(text.lines().anyMatch(line -> line.matches("mine +0\\.05 +mAP as COCO +100\\.00 .*")), text);
        Path run = folder.resolve("perfect");
        SegmentationResults found =
                ResultsFile.read(run).numbers().models().get(0).segmentation().orElseThrow();
        assertEquals(1, found.atScores().get(0).scores().coco().orElseThrow().mean());
        assertEquals(results.size(), found.lesions().lesions());
        Path bundle = folder.resolve("perfect.zip");
        Path baseline = folder.resolve("perfect-baseline.yaml");
        assertEquals(0, run("report", run.toString()), err::toString);
        assertEquals(0, run("check", "--baseline", baseline.toString(), "--accept", run.toString()), err::toString);
        assertEquals(0, run("bundle", run.toString(), "--out", bundle.toString()), err::toString);
        assertEquals(0, run("replay", bundle.toString()), err::toString);

        String masks = found.masks().orElseThrow().file();
        assertEquals(0, score(run.resolve(masks), "again", "--coco-images", images.toString()), err::toString);
        assertEquals(
                Files.readString(run.resolve(masks)),
                Files.readString(folder.resolve("again").resolve(masks)));
    }

    /** Each true lesion with a score. */
    private static ArrayNode predictions(Path annotations) throws IOException {
        ArrayNode results = JSON.createArrayNode();
        for (JsonNode lesion : JSON.readTree(annotations.toFile()).get("annotations")) {
            ObjectNode result = ((ObjectNode) lesion).deepCopy();
            result.remove("id");
            results.add(result.put("score", 0.9));
        }
        return results;
    }

    @Test
    void withoutTheMasksTheAnnotationFileHasImagesAloneAndNothingIsScored() throws IOException {
        Path lists = folder.resolve("lists-alone");
        assertEquals(0, run("splits", "import", "--from", data + "/lists", "--to", lists.toString()), err::toString);
        Path images = folder.resolve("images.json");
        assertEquals(
                0,
                run(
                        "predictions",
                        "template",
                        "--split",
                        "phantom-lesion/test",
                        "--data",
                        lists.toString(),
                        "--out",
                        images.toString()),
                err::toString);
        assertTrue(out.toString().contains("without their lesions: "), out.toString());
        assertEquals(20, JSON.readTree(images.toFile()).get("images").size());
        Path file = Files.writeString(folder.resolve("nothing.json"), "[]");

        int code = run(
                "score",
                file.toString(),
                "--split",
                "phantom-lesion/test",
                "--data",
                lists.toString(),
                "--out",
                folder.resolve("nothing").toString());

        assertEquals(2, code);
        assertFalse(Files.exists(folder.resolve("nothing/results.json")));
    }

    @Test
    void lesionsOfASplitWithoutMasksAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("classes.json"), "[]");

        int code = run("score", file.toString(), "--split", "phantom-covidx/test", "--data", data.toString());

        assertEquals(2, code);
        assertTrue(
                err.toString()
                        .startsWith(
                                "error: a results file of COCO (.json) holds lesions, and the slices of phantom-covidx/test"
                                        + " have no lesion masks\n"),
                err.toString());
    }

    private int score(Path file, String into, String... more) {
        out.getBuffer().setLength(0);
        String[] words = {
            "score",
            file.toString(),
            "--split",
            "phantom-lesion/test",
            "--data",
            data.toString(),
            "--out",
            folder.resolve(into).toString()
        };
        return run(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }
}
