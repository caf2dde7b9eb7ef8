package org.ctbench.harness.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.Kind;
import org.ctbench.harness.findings.LayerDifference;
import org.junit.jupiter.api.Test;

class LayerDifferencesTest {
    private final LayerDifferences layers = new LayerDifferences();

    @Test
    void aLayerThatIsUsedAgainCountsByItsLargestShare() {
        layers.keep(Kind.ACTIVATION, "conv", new float[] {1, 100});
        layers.keep(Kind.ACTIVATION, "conv", new float[] {1, 2});
        layers.keep(Kind.GRADIENT, "conv", new float[] {4});

        layers.compare(Kind.ACTIVATION, "conv", new float[] {1, 101}); // 1 of 101
        layers.compare(Kind.ACTIVATION, "conv", new float[] {1.5f, 2}); // 0.5 of 2
        layers.compare(Kind.GRADIENT, "conv", new float[] {4});

        LayerDifference conv = layers.differences().get(0);
        assertEquals(OptionalDouble.of(0.5), conv.activations().orElseThrow().largest());
        assertEquals(OptionalDouble.of(0.25), conv.activations().orElseThrow().relative());
        assertEquals(OptionalDouble.of(0), conv.gradients().orElseThrow().relative());
    }

    @Test
    void valuesThatOneEngineLacksHaveNoShare() {
        layers.keep(Kind.ACTIVATION, "heads", new float[6]);
        layers.keep(Kind.ACTIVATION, "only first", new float[2]);
        layers.compare(Kind.ACTIVATION, "heads", new float[9]);
        layers.compare(Kind.ACTIVATION, "only second", new float[3]);

        List<LayerDifference> differences = layers.differences();

        assertEquals(
                List.of("heads", "only second", "only first"),
                differences.stream().map(LayerDifference::layer).toList());
        for (LayerDifference difference : differences) {
            Difference results = difference.activations().orElseThrow();
            assertEquals(OptionalDouble.empty(), results.relative());
            assertEquals(Optional.empty(), difference.gradients());
        }
    }
}
