package org.ctbench.models.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.affinity.SmallAffinity.Choice;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.torch.PythonWithTorch;
import org.ctbench.models.weights.WeightFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models/README.md says about loading a weight file of the Affinity model in PyTorch. */
class AffinityInTorchTest {
    /** The model of affinity_torch.py and a reader of safetensors files, which not every machine has a library for. */
    private static final String BEFORE = """
            import json, struct, sys
            sys.dont_write_bytecode = True
            sys.path.insert(0, sys.argv[1])
            import affinity_torch, torch

            def load_file(path):
                data = open(path, "rb").read()
                start = 8 + struct.unpack("<Q", data[:8])[0]
                header = json.loads(data[8:start])
                types = {"F32": torch.float32, "I64": torch.int64}
                return {name: torch.frombuffer(bytearray(data[start + entry["data_offsets"][0]:start + entry["data_offsets"][1]]),
                                               dtype=types[entry["dtype"]]).reshape(entry["shape"])
                        for name, entry in header.items() if name != "__metadata__"}

            model = affinity_torch.AffinityModel(
                affinity_torch.Options(features=8, hidden=8, mask_width=8, affinities=4))
            """;

    private static final String AFTER = """
            written = load_file("for-torch.safetensors")
            loaded = model.state_dict()
            same = all(torch.equal(loaded[name], values) for name, values in written.items())
            print(len(written), len(loaded), "same" if same else "different")
            """;

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void loadsByTheLinesOfTheReadme() throws Exception {
        PythonWithTorch python = PythonWithTorch.in(folder);
        Choice released = Choice.standard().sieved(SieveMode.RELEASED);
        try (Engine engine = ExactEngine.open(1);
                AffinityClassifier model = SmallAffinity.model(engine, released);
                OutputStream out = Files.newOutputStream(folder.resolve("for-torch.safetensors"))) {
            WeightFit fit = fit(written(model.module())).orElseThrow();
            // as `ctbench weights convert --names released` does
            fit.weights().withAliases(fit.aliases()).write(Map.of("made_with", "ctbench"), out);
        }
        Path scripts = Path.of("..", "bench", "src", "main", "resources", "org", "ctbench", "models", "bench")
                .toAbsolutePath();

        String printed = python.run("-c", BEFORE + readmeLines() + AFTER, scripts.toString());

        assertEquals("186 186 same\n", printed);
    }

    private static Optional<WeightFit> fit(WeightFile weights) {
        return new AffinityProvider().fit(weights, new AffinityProvider().options());
    }

    private static WeightFile written(Module network) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WeightFile.write(network, Map.of(), bytes);
        return WeightFile.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static String readmeLines() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int start = readme.indexOf("```python\n") + "```python\n".length();
        return readme.substring(start, readme.indexOf("```", start));
    }
}
