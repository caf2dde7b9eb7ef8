package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Test;

class Nd4jEngineTest {
    @Test
    void saysWhatComputes() {
        try (Engine engine = Nd4jEngine.open(EngineOptions.threads(2))) {
            var info = engine.info();

            assertEquals("nd4j-cpu", info.name());
            assertEquals(2, info.threads());
            assertEquals("1.0.0-M2.1", info.libraries().get("nd4j"));
            boolean presets = info.convolutions().equals("oneDNN presets");
            assertEquals(presets ? "2.5.2" : null, info.libraries().get("onednn"));
            assertTrue(Set.of("oneDNN presets", "ND4J").contains(info.convolutions()), info.convolutions());
        }
    }
}
