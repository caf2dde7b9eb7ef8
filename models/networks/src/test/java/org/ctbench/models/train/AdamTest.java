package org.ctbench.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // scopes are opened for their end
class AdamTest {
    private static final AdamSettings SETTINGS = new AdamSettings(0.1, 0.9, 0.999, 1e-8, 0.01);

    private Engine engine;
    private Linear linear;
    private Parameter weight;
    private Parameter bias;

    @BeforeEach
    void allocate() {
        engine = ExactEngine.open(1);
        linear = new Linear(2, 1);
        linear.allocate(engine, 3);
        weight = linear.parameters().get("weight");
        bias = linear.parameters().get("bias");
        weight.variable().set(new float[] {1, -2});
        bias.variable().set(new float[] {0.5f});
    }

    @AfterEach
    void free() {
        engine.close();
    }

    @Test
    void movesByTheLearningRateAgainstTheSignInTheFirstStep() {
        Adam adam = Adam.over(engine, linear.parameters(), SETTINGS);

        backward(3, -4);
        adam.step();

        assertArrayEquals(new float[] {0.9f, -1.9f}, weight.variable().toArray(), 1e-6f); // g / |g| at step 1
        assertArrayEquals(new float[] {0.4f}, bias.variable().toArray(), 1e-6f);
        Adam.Snapshot state = adam.state("weight").orElseThrow();
        assertEquals(1, state.step());
        assertArrayEquals(new float[] {0.301f, -0.402f}, state.first(), 1e-6f); // 0.1 (g + 0.01 w)
    }

    @Test
    void scalesTheLearningRateOfTheStepsToCome() {
        Adam adam = Adam.over(engine, linear.parameters(), SETTINGS);

        adam.scaleLearningRate(0.25);
        backward(3, -4);
        adam.step();

        assertArrayEquals(new float[] {0.975f, -1.975f}, weight.variable().toArray(), 1e-6f);
        assertEquals(SETTINGS, adam.settings());
    }

    @Test
    void leavesAParameterWithoutAGradientAloneAndItsCounterToo() {
        Adam adam = Adam.over(engine, linear.parameters(), SETTINGS);
        backward(3, -4);
        adam.step();
        float[] before = bias.variable().toArray();

        bias.trainable(false);
        adam.clearGradients();
        backward(3, -4);
        adam.step();
        bias.trainable(true);
        adam.clearGradients();
        backward(3, -4);
        bias.variable().clearGradient();
        adam.step();

        assertArrayEquals(before, bias.variable().toArray());
        assertEquals(1, adam.state("bias").orElseThrow().step());
        assertEquals(3, adam.state("weight").orElseThrow().step());
    }

    @Test
    void goesOnFromASnapshotWithTheSameBits() {
        Adam first = Adam.over(engine, linear.parameters(), SETTINGS);
        step(first);
        float[] weights = weight.variable().toArray();
        Adam.Snapshot ofWeight = first.state("weight").orElseThrow();
        Adam.Snapshot ofBias = first.state("bias").orElseThrow();
        float[] biases = bias.variable().toArray();
        step(first);
        float[] expected = weight.variable().toArray();

        weight.variable().set(weights);
        bias.variable().set(biases);
        Adam second = Adam.over(engine, linear.parameters(), SETTINGS);
        second.restore("weight", ofWeight);
        second.restore("bias", ofBias);
        step(second);

        assertArrayEquals(expected, weight.variable().toArray());
        assertEquals(2, second.state("weight").orElseThrow().step());
    }

    @Test
    void hasNoStateBeforeTheFirstStep() {
        Adam adam = Adam.over(engine, linear.parameters(), SETTINGS);

        assertFalse(adam.state("weight").isPresent());
    }

    @Test
    void refusesAStepWithoutAnyGradient() {
        Adam adam = Adam.over(engine, linear.parameters(), SETTINGS);

        var e = assertThrows(IllegalStateException.class, adam::step);

        assertEquals("no parameter has a gradient", e.getMessage());
    }

    @Test
    void refusesASnapshotOfAnotherParameter() {
        Adam adam = Adam.over(engine, linear.parameters(), SETTINGS);
        var snapshot = new Adam.Snapshot(1, new float[1], new float[1]);

        var size = assertThrows(IllegalArgumentException.class, () -> adam.restore("weight", snapshot));
        var name = assertThrows(IllegalArgumentException.class, () -> adam.restore("scale", snapshot));

        assertEquals("state of weight: 2 values and a step from 1, not 1, 1 and step 1", size.getMessage());
        assertEquals("the optimizer has no parameter 'scale'", name.getMessage());
    }

    @Test
    void forgetsGradientsWhenAParameterIsFrozen() {
        backward(1, 1);
        assertTrue(weight.variable().gradient().isPresent());

        weight.trainable(false);

        assertFalse(weight.variable().gradient().isPresent());
    }

    private void step(Adam adam) {
        adam.clearGradients();
        backward(3, -4);
        adam.step();
    }

    private void backward(float... x) {
        try (Scope scope = engine.scope()) {
            engine.backward(engine.sum(linear.forward(engine.tensor(x, 1, 2))));
        }
    }
}
