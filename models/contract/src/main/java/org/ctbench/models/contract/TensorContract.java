package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scopes, the tape and what happens when they are misused. */
@SuppressWarnings("try") // scopes are opened for their effect
public abstract class TensorContract extends EngineContract {
    private final Engine engine = open(2);

    @AfterEach
    void close() {
        engine.close();
    }

    private Variable variable(float... values) {
        Variable variable = engine.variable(true, values.length);
        variable.set(values);
        return variable;
    }

    private static <E extends Throwable> String message(
            Class<E> type, org.junit.jupiter.api.function.Executable action) {
        return assertThrows(type, action).getMessage();
    }

    @Test
    void aTensorIsItsValues() {
        try (Scope scope = engine.scope()) {
            Tensor tensor = engine.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

            assertArrayEquals(new int[] {2, 3}, tensor.shape());
            assertEquals(6, tensor.numel());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, tensor.toArray());
            assertFalse(tensor.requiresGrad());
            assertTrue(tensor.gradient().isEmpty());
        }
    }

    @Test
    void aNewVariableIsZeroEvenInUsedMemory() {
        try (Scope scope = engine.scope()) {
            engine.tensor(new float[] {7, 7, 7}, 3);
        }

        assertArrayEquals(new float[3], engine.variable(false, 3).toArray());
    }

    @Test
    void aTensorIsNotUsedAfterItsScope() {
        Tensor tensor;
        try (Scope scope = engine.scope()) {
            tensor = engine.tensor(new float[] {1, 2}, 2);
        }

        String expected = "a tensor [2] is used after its scope closed";
        assertEquals(expected, message(IllegalStateException.class, tensor::toArray));
        try (Scope scope = engine.scope()) {
            assertEquals(expected, message(IllegalStateException.class, () -> engine.relu(tensor)));
        }
    }

    @Test
    void aTensorNeedsAScope() {
        assertEquals(
                "no scope is open: tensors are made inside `try (Scope s = engine.scope())`",
                message(IllegalStateException.class, () -> engine.tensor(new float[] {1}, 1)));
    }

    @Test
    void aKeptTensorLivesInTheEnclosingScope() {
        try (Scope outer = engine.scope()) {
            Tensor kept;
            try (Scope inner = engine.scope()) {
                kept = inner.keep(engine.relu(engine.tensor(new float[] {-1, 2}, 2)));
            }

            assertArrayEquals(new float[] {0, 2}, kept.toArray());
            Variable variable = engine.variable(false, 1);
            assertSame(variable, outer.keep(variable));
            assertEquals(
                    "the outermost scope has no enclosing scope that could keep a tensor",
                    message(IllegalStateException.class, () -> outer.keep(kept)));
        }
    }

    @Test
    void scopesCloseInReverseOrder() {
        Scope outer = engine.scope();
        Scope inner = engine.scope();

        assertEquals(
                "a scope is closed before the scopes inside it", message(IllegalStateException.class, outer::close));
        inner.close();
        inner.close();
        outer.close();
    }

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
    void aReshapedVariableKeepsItsOldValues() {
        Variable x = variable(1, 2);
        try (Scope scope = engine.scope()) {
            Tensor reshaped = engine.reshape(x, 2, 1);
            x.set(new float[] {5, 6});

            assertArrayEquals(new float[] {1, 2}, reshaped.toArray());
        }
    }

    @Test
    void namesBothShapesThatDoNotFit() {
        try (Scope scope = engine.scope()) {
            Tensor a = engine.tensor(new float[6], 2, 3);
            Tensor b = engine.tensor(new float[6], 3, 2);
            Tensor image = engine.tensor(new float[18], 1, 2, 3, 3);
            Tensor filter = engine.tensor(new float[27], 1, 3, 3, 3);

            assertEquals(
                    "add: shapes [2, 3] and [3, 2] do not fit",
                    message(IllegalArgumentException.class, () -> engine.add(a, b)));
            assertEquals(
                    "matmul: shapes [2, 3] and [2, 3] do not fit",
                    message(IllegalArgumentException.class, () -> engine.matmul(a, a)));
            assertEquals(
                    "conv2d, padding 1: input and weight: shapes [1, 2, 3, 3] and [1, 3, 3, 3] do not fit",
                    message(
                            IllegalArgumentException.class,
                            () -> engine.conv2d(image, filter, java.util.Optional.empty(), 1, 1)));
            assertEquals(
                    "reshape: shapes [2, 3] and [5] do not fit",
                    message(IllegalArgumentException.class, () -> engine.reshape(a, 5)));
            assertEquals(
                    "globalAveragePool: shape [2, 3] has 2 dimensions, expected 4",
                    message(IllegalArgumentException.class, () -> engine.globalAveragePool(a)));
            assertEquals(
                    "maxPool2d: kernel 5, stride 1, padding 0 do not fit shape [1, 2, 3, 3]",
                    message(IllegalArgumentException.class, () -> engine.maxPool2d(image, 5, 1, 0)));
            assertEquals(
                    "values: 5, shape [2, 3] has 6",
                    message(IllegalArgumentException.class, () -> engine.tensor(new float[5], 2, 3)));
            assertEquals(
                    "shape [2, 0] has a size below 1",
                    message(IllegalArgumentException.class, () -> engine.tensor(new float[0], 2, 0)));
            assertEquals(
                    "crossEntropy: label 3, expected 0 to 2",
                    message(IllegalArgumentException.class, () -> engine.crossEntropy(a, new int[] {0, 3})));
        }
    }

    @Test
    void refusesTensorsOfAnotherEngine() {
        try (Engine other = open(1);
                Scope scope = engine.scope()) {
            Variable foreign = other.variable(true, 2);

            assertEquals(
                    "a tensor of another engine: variable [2]",
                    message(IllegalArgumentException.class, () -> engine.relu(foreign)));
        }
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

    @Test
    void aClosedEngineRefusesWork() {
        Variable x = variable(1, 2);
        engine.close();

        assertEquals("the engine is closed", message(IllegalStateException.class, engine::scope));
        assertEquals("a variable [2] is used after it was closed", message(IllegalStateException.class, x::toArray));
        engine.close();
    }

    @Test
    void copiesBetweenVariables() {
        Variable target = engine.variable(false, 2);

        engine.copy(variable(4, 5), target);

        assertArrayEquals(new float[] {4, 5}, target.toArray());
    }

    @Test
    void doesNotHideNaN() {
        try (Engine own = open(2);
                Scope scope = own.scope()) {
            Tensor x = own.tensor(new float[] {1, Float.NaN, -1, 2}, 1, 1, 2, 2);

            List<Function<Tensor, Tensor>> operations = List.of(
                    own::relu,
                    own::sigmoid,
                    own::globalAveragePool,
                    own::sum,
                    t -> own.addRelu(t, t),
                    t -> own.maxPool2d(t, 2, 1, 0));
            for (int i = 0; i < operations.size(); i++) {
                assertTrue(hasNaN(operations.get(i).apply(x)), "operation " + i);
            }
        }
    }

    private static boolean hasNaN(Tensor tensor) {
        for (float value : tensor.toArray()) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
