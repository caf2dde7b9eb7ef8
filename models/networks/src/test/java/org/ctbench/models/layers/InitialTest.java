package org.ctbench.models.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Layers that are told their initial values, and the transposed convolution. */
@SuppressWarnings("try") // scopes are opened for their effect
class InitialTest {
    private static final Initial HALF_AND_THREE = new Initial(Initializer.constant(0.5f), Initializer.constant(3));

    private final Engine engine = ExactEngine.open(1);

    @AfterEach
    void close() {
        engine.close();
    }

    private <M extends Module & Layer> float[] output(M layer, int... shape) {
        layer.allocate(engine, 1);
        try (layer;
                Scope scope = engine.scope()) {
            float[] ones =
                    new float[shape.length == 2 ? shape[0] * shape[1] : shape[0] * shape[1] * shape[2] * shape[3]];
            java.util.Arrays.fill(ones, 1);
            Tensor y = layer.forward(engine.tensor(ones, shape));
            assertArrayEquals(layer.outputShape(shape), y.shape());
            return y.toArray();
        }
    }

    private static float[] all(float value, int size) {
        float[] values = new float[size];
        java.util.Arrays.fill(values, value);
        return values;
    }

    @Test
    void aConvolutionStartsAtItsInitialValues() {
        assertArrayEquals(
                all(0.5f * 8 + 3, 12), output(Conv2d.of(2, 3, new Window(2, 2, 0), HALF_AND_THREE), 1, 2, 4, 4));
    }

    @Test
    void aTransposedConvolutionStartsAtItsInitialValues() {
        assertArrayEquals(all(0.5f * 2 + 3, 3 * 36), output(ConvTranspose2d.of(2, 3, 3, HALF_AND_THREE), 1, 2, 2, 2));
    }

    @Test
    void aLinearMapStartsAtItsInitialValues() {
        assertArrayEquals(all(0.5f * 5 + 3, 8), output(Linear.of(5, 4, HALF_AND_THREE), 2, 5));
    }

    @Test
    void aBatchNormalisationStartsAtItsBias() {
        assertArrayEquals(all(0.25f, 16), output(BatchNorm2d.of(2, 0.25f), 2, 2, 2, 2), 1e-6f);
    }

    @Test
    void describesATransposedConvolution() {
        ConvTranspose2d layer = ConvTranspose2d.of(4, 3, 2, HALF_AND_THREE);
        List<LayerSummary> rows = new ArrayList<>();

        layer.describe("up", new int[] {8, 4, 14, 14}, rows);

        assertEquals("up", rows.get(0).name());
        assertEquals("ConvTranspose2d 4 -> 3, 2x2, stride 2", rows.get(0).kind());
        assertEquals(List.of(8, 3, 28, 28), rows.get(0).output());
        assertEquals(4 * 3 * 4 + 3, rows.get(0).parameters());
        assertEquals(List.of("weight", "bias"), List.copyOf(layer.stateDict().keySet()));
        var e = assertThrows(IllegalArgumentException.class, () -> layer.outputShape(8, 3, 14, 14));
        assertEquals("ConvTranspose2d takes [N, 4, H, W], not [8, 3, 14, 14]", e.getMessage());
    }
}
