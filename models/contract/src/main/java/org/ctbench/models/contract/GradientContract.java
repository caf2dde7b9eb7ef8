package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

/** The tape: what is recorded and differentiated, and what happens when it is misused. */
@SuppressWarnings("try") // scopes are opened for their effect
public abstract class GradientContract extends OpenEngineContract {
    @Test
    void gradientsOfAReusedTensorAddUp() {
        Variable x = variable(1, 2, 3);
        try (Scope scope = engine.scope()) {
            Tensor square = engine.mul(x, x); // 2x
            Tensor twice = engine.add(square, square); // 4x
            Tensor more = engine.add(twice, engine.scale(x, 10)); // 4x + 10
            engine.backward(engine.sum(engine.add(more, square))); // 6x + 10
        }

        assertArrayEquals(new float[] {16, 22, 28}, x.gradient().orElseThrow().toArray());
    }

    @Test
    void sharedGradientsDoNotOverwriteEachOther() {
        Variable a = variable(1, -2, 3);
        Variable b = variable(1, 1, 1);
        try (Scope scope = engine.scope()) {
            Tensor sum = engine.addRelu(a, b); // both take the same memory
            engine.backward(engine.sum(engine.add(sum, engine.mul(a, a))));
        }

        assertArrayEquals(new float[] {3, -4, 7}, a.gradient().orElseThrow().toArray());
        assertArrayEquals(new float[] {1, 0, 1}, b.gradient().orElseThrow().toArray());
    }

    @Test
    void gradientsOfTwoPassesAddUpUntilTheyAreCleared() {
        Variable x = variable(1, 2);
        for (int pass = 0; pass < 2; pass++) {
            try (Scope scope = engine.scope()) {
                engine.backward(engine.sum(engine.scale(x, 3)));
            }
        }
        Tensor before = x.gradient().orElseThrow();

        assertArrayEquals(new float[] {6, 6}, before.toArray());
        x.clearGradient();
        assertTrue(x.gradient().isEmpty());
        assertThrows(IllegalStateException.class, before::toArray);
    }

    @Test
    void aGradientIsUsedUp() {
        Variable x = variable(1, 2);
        try (Scope scope = engine.scope()) {
            Tensor loss = engine.sum(engine.mul(x, x));
            engine.backward(loss);

            assertEquals(
                    "backward reaches an operation that an earlier backward pass used up; its output is tensor []",
                    message(IllegalStateException.class, () -> engine.backward(loss)));
        }
    }

    @Test
    void anOperationOfAClosedScopeIsNotDifferentiated() {
        Variable x = variable(1, 2);
        try (Scope outer = engine.scope()) {
            Tensor kept;
            try (Scope inner = engine.scope()) {
                kept = inner.keep(engine.relu(x));
            }
            Tensor loss = engine.sum(kept);

            assertEquals(
                    "backward reaches an operation whose scope has closed; its output is tensor [2]",
                    message(IllegalStateException.class, () -> engine.backward(loss)));
            assertTrue(x.gradient().isEmpty());
        }
    }

    @Test
    void backwardSeesThatAVariableWasWritten() {
        Variable x = variable(1, 2);
        try (Scope scope = engine.scope()) {
            Tensor loss = engine.sum(engine.mul(x, x));
            x.set(new float[] {3, 4});

            assertEquals(
                    "variable [2] was written between an operation on it and the backward pass",
                    message(IllegalStateException.class, () -> engine.backward(loss)));
        }
    }

    @Test
    void backwardStartsAtAScalarThatDependsOnSomething() {
        Variable x = variable(1, 2);
        try (Scope scope = engine.scope()) {
            Tensor vector = engine.relu(x);
            Tensor constant = engine.sum(engine.tensor(new float[] {1, 2}, 2));

            assertEquals(
                    "backward starts at a scalar, not at a tensor [2]",
                    message(IllegalArgumentException.class, () -> engine.backward(vector)));
            assertEquals(
                    "the loss depends on no variable that requires a gradient",
                    message(IllegalArgumentException.class, () -> engine.backward(constant)));
        }
    }

    @Test
    void nothingIsRecordedWithoutGradients() {
        Variable x = variable(1, 2);
        try (Scope scope = engine.scope()) {
            Tensor silent;
            try (Engine.NoGrad off = engine.noGrad();
                    Engine.NoGrad again = engine.noGrad()) {
                silent = engine.mul(x, x);
            }

            assertFalse(silent.requiresGrad());
            assertTrue(engine.mul(x, x).requiresGrad());
        }
    }

    @Test
    void aFrozenVariableTakesNoGradient() {
        Variable x = variable(1, 2);
        Variable frozen = variable(3, 4);
        frozen.requiresGrad(false);
        try (Scope scope = engine.scope()) {
            engine.backward(engine.sum(engine.mul(x, frozen)));
        }

        assertArrayEquals(new float[] {3, 4}, x.gradient().orElseThrow().toArray());
        assertTrue(frozen.gradient().isEmpty());
        frozen.requiresGrad(true);
        assertTrue(frozen.requiresGrad());
    }

    @Test
    void adamNeedsAGradient() {
        Variable x = variable(1, 2);
        AdamSettings settings = new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 0);

        assertEquals(
                "adam: variable [2] has no gradient",
                message(
                        IllegalStateException.class,
                        () -> engine.adam(x, engine.variable(false, 2), engine.variable(false, 2), 1, settings)));
    }
}
