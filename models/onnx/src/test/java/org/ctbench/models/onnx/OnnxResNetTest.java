package org.ctbench.models.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.torch.PythonWithTorch;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our ResNet18, exported by torch, gives ONNX Runtime's logits within {@value #BOUND} of ours. */
@Tag("slow")
class OnnxResNetTest {
    private static final float BOUND = 1e-4f;
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    @Test
    void theExportedNetworkAgreesWithOurs() throws Exception {
        PythonWithTorch python = PythonWithTorch.in(folder);
        float[] values = new float[3 * SIDE * SIDE];
        SeededRandom random = SeededRandom.of(7, "image");
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        float[] ours = logits(values);
        Path script = Path.of("src/test/golden/resnet18_onnx.py").toAbsolutePath();

        assertEquals("", python.run("-W", "ignore", script.toString()));

        byte[] exported = Files.readAllBytes(folder.resolve("resnet18.onnx"));
        try (InferenceNetwork network = new OnnxProvider().open(exported, 1)) {
            assertArrayEquals(ours, network.run("image", new long[] {1, 3, SIDE, SIDE}, values, "logits"), BOUND);
        }
    }

    /** Logits of a ResNet18 whose weights are written to the folder. */
    @SuppressWarnings("try") // the scope is opened for its end
    private float[] logits(float[] values) throws IOException {
        ModelProvider resnet18 = ModelRegistry.load().get("resnet18");
        try (Engine engine = ExactEngine.open(1);
                ImageClassifier model = resnet18.create(
                                new ModelSpec(new ModelForm(3, SIDE, SIDE), 7, engine, resnet18.options()))
                        .as(ImageClassifier.class)
                        .orElseThrow();
                OutputStream out = Files.newOutputStream(folder.resolve("weights.safetensors"));
                Scope scope = engine.scope()) {
            WeightFile.write(model.module(), Map.of(), out);
            model.evaluationMode();
            return model.logits(new Images(values, 1, SIDE, SIDE, List.of("random")))
                    .toArray();
        }
    }
}
