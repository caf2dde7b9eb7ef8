package org.ctbench.models.resnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.torch.PythonWithTorch;
import org.ctbench.models.weights.ForeignWeights;
import org.ctbench.models.weights.WeightFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that PyTorch writes and reads. */
@Tag("slow")
class ResNetInTorchTest {
    private static final int SIZE = 64;

    /** Bound on a probability: float32 sums of two programs over 18 layers, measured at 2e-6 at most. */
    private static final float BOUND = 1e-5f;

    private static final String NETWORK = """
            import json, struct, sys, torch, torchvision
            torch.manual_seed(7)
            net = torchvision.models.resnet18(num_classes=3)
            for name, value in net.state_dict().items():
                if name.endswith("running_mean"):
                    value.uniform_(-0.1, 0.1)
                elif name.endswith("running_var"):
                    value.uniform_(0.5, 1.5)
            pixels = torch.arange(3 * 64 * 64, dtype=torch.float64)
            image = ((pixels * 37 % 101) / 50 - 1).float().reshape(1, 3, 64, 64)
            def probabilities():
                net.eval()
                print(*("%.9g" % p for p in net(image).softmax(1)[0].tolist()))
            """;

    private static final String WRITE = """
            torch.save({"epoch": 1, "state_dict": net.state_dict()}, "archive.pth")
            torch.save({"module." + k: v for k, v in net.state_dict().items()}, "legacy.pth",
                       _use_new_zipfile_serialization=False)
            probabilities()
            """;

    private static final String READ = """
            data = open("written.safetensors", "rb").read()
            start = 8 + struct.unpack("<Q", data[:8])[0]
            types = {"F32": torch.float32, "I64": torch.int64}
            state = {name: torch.frombuffer(bytearray(data[start + e["data_offsets"][0]:start + e["data_offsets"][1]]),
                                            dtype=types[e["dtype"]]).reshape(e["shape"])
                     for name, e in json.loads(data[8:start]).items() if name != "__metadata__"}
            net.load_state_dict(state, strict=True)
            probabilities()
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"archive.pth", "legacy.pth"})
    void givesTheProbabilitiesOfTorchWithWeightsOfTorch(String file) throws Exception {
        float[] expected = python(WRITE);

        WeightFile weights = ForeignWeights.read(folder.resolve(file)).weights();
        WeightFit fit = new ResNetProvider.ResNet18()
                .fit(weights, new ModelOptions.None())
                .orElseThrow();

        assertTrue(fit.match().complete(), fit.match().text());
        assertEquals(3, fit.classes());
        try (Engine engine = ExactEngine.open(1);
                ImageClassifier model = model(engine)) {
            model.load(weights);
            assertArrayEquals(expected, probabilities(model), BOUND);
        }
    }

    @Test
    void givesTorchWeightsThatItLoadsStrictly() throws Exception {
        float[] own;
        try (Engine engine = ExactEngine.open(1);
                ImageClassifier model = model(engine);
                OutputStream out = Files.newOutputStream(folder.resolve("written.safetensors"))) {
            WeightFile.write(model.module(), Map.of(), out);
            own = probabilities(model);
        }

        assertArrayEquals(own, python(READ), BOUND);
    }

    private static ImageClassifier model(Engine engine) {
        return new ResNetProvider.ResNet18()
                .create(new ModelSpec(new ModelForm(3, SIZE, SIZE), 5, engine, new ModelOptions.None()));
    }

    private static float[] probabilities(ImageClassifier model) {
        float[] pixels = new float[3 * SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) ((double) (i * 37 % 101) / 50 - 1);
        }
        return model.probabilities(new Images(pixels, 1, SIZE, SIZE, List.of("image")))[0];
    }

    /** What the program prints. */
    private float[] python(String program) throws Exception {
        String printed = PythonWithTorch.in(folder).run("-c", NETWORK + program);
        float[] values = new float[3];
        String[] words = printed.strip().split(" ");
        assertEquals(3, words.length, printed);
        for (int i = 0; i < 3; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return values;
    }
}
