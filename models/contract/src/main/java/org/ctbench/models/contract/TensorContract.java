package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Values, memory, scopes, and what happens when they are misused. */
@SuppressWarnings("try") // scopes are opened for their effect
public abstract class TensorContract extends OpenEngineContract {
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
                            () -> engine.conv2d(image, filter, Optional.empty(), 1, 1)));
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
