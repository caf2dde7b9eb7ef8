package org.ctbench.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("try") // scopes are opened for their end
class ImageLossTest {
    private static final double[][] LOGITS = {{1.5, -0.5, 0.25}, {-2, 3, 0}};
    private static final int[] LABELS = {2, 1};

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void averagesTheBinaryCrossEntropiesOfAllClassesAgainstTheOneHotLabel() {
        double expected = 0;
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 3; k++) {
                double p = 1 / (1 + Math.exp(-LOGITS[i][k]));
                expected -= Math.log(k == LABELS[i] ? p : 1 - p) / 6;
            }
        }

        assertEquals(expected, loss(ImageLoss.BCE_ONEHOT, LABELS), 1e-6);
    }

    @Test
    void averagesTheNegativeLogarithmsOfTheSoftmaxOfTheLabels() {
        double expected = 0;
        for (int i = 0; i < 2; i++) {
            double sum = Math.exp(LOGITS[i][0]) + Math.exp(LOGITS[i][1]) + Math.exp(LOGITS[i][2]);
            expected -= Math.log(Math.exp(LOGITS[i][LABELS[i]]) / sum) / 2;
        }

        assertEquals(expected, loss(ImageLoss.SOFTMAX_CE, LABELS), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheLabelThatIsNotAClass(ImageLoss loss) {
        var e = assertThrows(IllegalArgumentException.class, () -> loss(loss, new int[] {0, 3}));

        assertEquals("label 3 of image 1 is not in [0, 3)", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherNumberOfLabels(ImageLoss loss) {
        var e = assertThrows(IllegalArgumentException.class, () -> loss(loss, new int[] {0}));

        assertEquals("1 labels for logits of shape [2, 3]", e.getMessage());
    }

    private static float loss(ImageLoss loss, int... labels) {
        float[] flat = new float[6];
        for (int i = 0; i < 6; i++) {
            flat[i] = (float) LOGITS[i / 3][i % 3];
        }
        try (Scope scope = engine.scope()) {
            Tensor logits = engine.tensor(flat, 2, 3);
            return loss.apply(engine, logits, labels).item();
        }
    }
}
