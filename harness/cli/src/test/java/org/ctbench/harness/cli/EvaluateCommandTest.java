package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String PLAN = "../rundocs/src/test/resources/plans/lesions.yaml";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String weights;

    @Test
    @Tag("slow")
    @Tag("computes")
    void evaluatesWeightsAsTheModelOfThePlanThatTheyFit() throws IOException {
        Path file = weightsOf("affinity-4");

        int code = run(file, "affinity", "phantom-covidx/test", "phantom-lesion/test");

        assertEquals(0, code, err::toString);
        List<ModelResults> models =
                ResultsFile.read(folder.resolve("out")).numbers().models();
        assertEquals(1, models.size());
        ModelResults model = models.get(0);
        ModelItem known = Plans.load(PLAN).models().get(1);
        assertEquals("affinity-4", model.id());
        assertEquals(known.options(), model.item().options()); // detector.before: 60 is in no shape
        assertEquals(weights, model.training().orElseThrow().weights().hex());
        assertEquals(file.toString(), model.item().start().orElseThrow().weights());
        assertEquals(12, model.evaluations().get(0).slices());
        assertEquals(
                OptionalInt.of(1),
                Plans.load(folder.resolve("out/plan.yaml").toString())
                        .evaluate()
                        .get(0)
                        .publishedTable());
        assertTrue(model.segmentation().isPresent());
        assertTrue(Files.exists(folder.resolve("out/report/index.html")));
    }

    @Test
    void refusesWeightsOfAnotherModelBeforeAnyDataAreLookedFor() throws IOException {
        Path file = weightsOf("affinity-4");

        int code = run(file, "resnet18", "phantom-covidx/test");

        assertEquals(2, code);
        assertTrue(err.toString().contains("the weights are not those of resnet18"), err::toString);
        assertTrue(Files.notExists(folder.resolve("data")));
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    /** Initial weights of a model of the plan. */
    private Path weightsOf(String id) throws IOException {
        ModelItem item = Plans.load(PLAN).models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("weights.safetensors");
        try (Engine engine = ExactEngine.open(1);
                Model model =
                        item.provider().create(new ModelSpec(new ModelForm(3, 64, 64), 3, engine, item.options()));
                OutputStream stream = Files.newOutputStream(file)) {
            WeightFile.write(model.module(), Map.of(), stream);
            weights = WeightDigest.of(model.module());
        }
        return file;
    }

    private int run(Path file, String model, String... splits) {
        List<String> line = new ArrayList<>(List.of("evaluate", "--weights", file.toString(), "--model", model));
        line.addAll(List.of("--plan", PLAN, "--data", folder.resolve("data").toString()));
        line.addAll(List.of("--out", folder.resolve("out").toString()));
        line.addAll(List.of("--cache", folder.resolve("cache").toString()));
        for (String split : splits) {
            line.addAll(List.of("--split", split));
        }
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }
}
