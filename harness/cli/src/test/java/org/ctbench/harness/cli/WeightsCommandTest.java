package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.ForeignWeights;
import org.ctbench.models.weights.WeightFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {
    private static final Path CHECKPOINT = Path.of("../../models/networks/src/test/resources/torch/legacy.pth");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsWhatACheckpointHolds() {
        assertEquals(0, run("weights", "inspect", CHECKPOINT.toString()), err::toString);

        String text = out.toString();
        assertTrue(text.contains(": PyTorch, form before 1.6, 3,446 bytes, SHA-256 "), text);
        assertTrue(text.contains("\nnote: the state dict is under 'model_weights'\nbeside it: epoch: 99\n"), text);
        assertTrue(
                text.contains(
                        "\nbeside it: anchor_generator: object of models.rpn.AnchorGenerator, sizes ((2, 4, 8, 16, 32)),"),
                text);
        assertTrue(text.contains("\nf32         F32   [3, 4]"), text);
        assertTrue(text.contains("\nfits no model of ctbench; the nearest is "), text);
    }

    @Test
    void printsTheModelAndWhatItsWeightsAnswer() throws Exception {
        Path file = weights("affinity");

        assertEquals(0, run("weights", "inspect", file.toString(), "--json"), err::toString);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("affinity", json.at("/fits/0/model").textValue());
        assertEquals(166, json.at("/fits/0/fitting").intValue());
        assertEquals(0, json.at("/fits/0/match/missing").size());
        assertEquals("D-10", json.at("/answers/3/discrepancy").textValue());
        assertEquals(
                "no: every bias is 0.01, as it started",
                json.at("/answers/3/answer").textValue());
    }

    @Test
    void convertsBetweenNames() throws Exception {
        Path own = weights("affinity");
        Path released = folder.resolve("released.safetensors");
        Path back = folder.resolve("back.safetensors");

        assertEquals(
                0,
                run("weights", "convert", own.toString(), released.toString(), "--names", "torchvision"),
                err::toString);
        assertEquals(
                0,
                run("weights", "convert", released.toString(), back.toString(), "--names", "ctbench"),
                err::toString);

        assertEquals(
                "186 tensors of affinity: " + released + "\n166 tensors of affinity: " + back + "\n",
                out.toString().replace("\r", ""));
        WeightFile first = ForeignWeights.read(own).weights();
        WeightFile last = ForeignWeights.read(back).weights();
        assertEquals(List.copyOf(first.names()), List.copyOf(last.names()));
        for (String name : first.names()) {
            assertEquals(first.summary(name), last.summary(name));
        }
    }

    @Test
    void refusesOtherNamesForWeightsThatFitNoModel() {
        Path target = folder.resolve("out.safetensors");

        assertEquals(2, run("weights", "convert", CHECKPOINT.toString(), target.toString(), "--names", "ctbench"));

        assertTrue(
                err.toString().contains("the weights fit no model, so their names cannot be changed"), err::toString);
        assertTrue(Files.notExists(target));
    }

    @Test
    void refusesAFileThatIsNoneAndOneWhoseNamePromisesAnotherDigest() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.pth"), "no weights");
        Path published = Files.copy(CHECKPOINT, folder.resolve("resnet18-5c106cde.pth"));

        assertEquals(2, run("weights", "inspect", text.toString()));
        assertEquals(2, run("weights", "inspect", published.toString()));
        assertEquals(2, run("weights", "inspect", folder.resolve("none.pth").toString()));

        String errors = err.toString();
        assertTrue(errors.contains("no weights can be read from it: not a safetensors file"), errors);
        assertTrue(errors.contains("by its name the file has a digest that begins with 5c106cde, but it is "), errors);
        assertTrue(errors.contains("there is no such file"), errors);
    }

    private Path weights(String id) throws Exception {
        ModelProvider provider = ModelRegistry.load().get(id);
        Path file = folder.resolve("weights.safetensors");
        try (Engine engine = ExactEngine.open(1);
                Model model = provider.create(new ModelSpec(new ModelForm(3, 64, 64), 1, engine, provider.options()));
                OutputStream stream = Files.newOutputStream(file)) {
            WeightFile.write(model.module(), Map.of(), stream);
        }
        return file;
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
