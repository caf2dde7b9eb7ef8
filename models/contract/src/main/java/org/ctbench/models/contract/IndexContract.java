package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Operations that move elements, on sizes that take several parts, and the messages of what does not fit. */
@SuppressWarnings("try") // scopes are opened for their effect
public abstract class IndexContract extends OpenEngineContract {
    private static float[] counted(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i;
        }
        return values;
    }

    private Variable variable(int... shape) {
        Variable variable = engine.variable(true, shape);
        variable.set(counted(variable.numel()));
        return variable;
    }

    private float[] gradient(Variable x, Tensor y, float... weights) {
        engine.backward(engine.sum(engine.mul(y, engine.tensor(weights, y.shape()))));
        return x.gradient().orElseThrow().toArray();
    }

    @Test
    void aRowsGradientIsTheSumOverItsCopies() {
        Variable x = variable(3, 2);
        try (Scope scope = engine.scope()) {
            Tensor y = engine.rows(x, 2, 0, 2);

            assertArrayEquals(new float[] {4, 5, 0, 1, 4, 5}, y.toArray());
            assertArrayEquals(new float[] {3, 4, 0, 0, 6, 8}, gradient(x, y, 1, 2, 3, 4, 5, 6));
        }
    }

    @Test
    void anElementsGradientIsTheSumOverItsCopies() {
        Variable x = variable(2, 2);
        try (Scope scope = engine.scope()) {
            Tensor y = engine.gather(x, new int[] {3, 0, 3}, 3, 1);

            assertArrayEquals(new float[] {3, 0, 3}, y.toArray());
            assertArrayEquals(new float[] {2, 0, 0, 5}, gradient(x, y, 1, 2, 4));
        }
    }

    @Test
    void indicesMayChangeAfterTheCall() {
        Variable x = variable(3, 1);
        int[] rows = {1};
        try (Scope scope = engine.scope()) {
            Tensor y = engine.add(engine.rows(x, rows), engine.gather(x, rows, 1, 1));
            rows[0] = 2;

            assertArrayEquals(new float[] {0, 2, 0}, gradient(x, y, 1));
        }
    }

    @Test
    void longRowsAndManyRowsAreWhole() {
        for (int[] shape : List.of(new int[] {3, 9001}, new int[] {9001, 3})) {
            Variable x = variable(shape);
            int[] all = new int[shape[0]];
            for (int row = 0; row < all.length; row++) {
                all[row] = all.length - 1 - row;
            }
            try (Scope scope = engine.scope()) {
                Tensor y = engine.rows(engine.rows(x, all), all);

                assertArrayEquals(x.toArray(), y.toArray());
                assertArrayEquals(x.toArray(), gradient(x, y, x.toArray()));
            }
        }
    }

    @Test
    void transposedTwiceIsTheSame() {
        try (Engine own = open(2);
                Scope scope = own.scope()) {
            Tensor x = own.tensor(counted(150 * 201), 150, 201);

            Tensor turned = own.transpose(x);

            assertEquals(turned.toArray()[200 * 150 + 3], 3 * 201 + 200);
            assertArrayEquals(x.toArray(), own.transpose(turned).toArray());
        }
    }

    @Test
    void channelsGoBehindPositions() {
        try (Scope scope = engine.scope()) {
            Tensor y = engine.channelsLast(engine.tensor(counted(2 * 130 * 70), 2, 130, 7, 10));

            assertArrayEquals(new int[] {2, 7, 10, 130}, y.shape());
            assertEquals((130 + 129) * 70 + 69, y.toArray()[2 * 70 * 130 - 1]);
            assertEquals(70, y.toArray()[1]);
        }
    }

    @Test
    void joinsWhatDoesAndDoesNotTakeAGradient() {
        Variable x = variable(1, 2);
        try (Scope scope = engine.scope()) {
            Tensor constant = engine.tensor(new float[] {7, 8, 9, 10}, 2, 2);

            Tensor y = engine.concat(List.of(constant, x, x));

            assertArrayEquals(new float[] {7, 8, 9, 10, 0, 1, 0, 1}, y.toArray());
            assertArrayEquals(new float[] {12, 14}, gradient(x, y, 1, 2, 3, 4, 5, 6, 7, 8));
        }
    }

    @Test
    void readsIntoAGivenArray() {
        float[] into = new float[4];
        try (Scope scope = engine.scope()) {
            Tensor x = engine.tensor(counted(4), 2, 2);
            x.read(into);

            assertArrayEquals(counted(4), into);
            assertEquals("places: 3, elements: 4", message(() -> x.read(new float[3])));
        }
    }

    @Test
    void namesShapesThatDoNotFit() {
        try (Scope scope = engine.scope()) {
            Tensor a = engine.tensor(new float[6], 2, 3);
            Tensor b = engine.tensor(new float[4], 2, 2);
            Tensor image = engine.tensor(new float[12], 1, 3, 2, 2);
            Tensor filter = engine.tensor(new float[8], 2, 1, 2, 2);

            assertEquals("concat: shapes [2, 3] and [2, 2] do not fit", message(() -> engine.concat(List.of(a, b))));
            assertEquals("concat: no parts", message(() -> engine.concat(List.of())));
            assertEquals("rows: row 2 of shape [2, 3], expected 0 to 1", message(() -> engine.rows(a, 0, 2)));
            assertEquals("rows: no row of shape [2, 3]", message(() -> engine.rows(a)));
            assertEquals(
                    "gather: element -1 of shape [2, 3], expected 0 to 5",
                    message(() -> engine.gather(a, new int[] {-1}, 1)));
            assertEquals("gather: 1 elements do not fill shape [2]", message(() -> engine.gather(a, new int[] {1}, 2)));
            assertEquals(
                    "transpose: shape [1, 3, 2, 2] has 4 dimensions, expected 2",
                    message(() -> engine.transpose(image)));
            assertEquals("l1Sum: shapes [2, 3] and [2, 2] do not fit", message(() -> engine.l1Sum(a, b)));
            assertEquals("smoothL1Sum: beta 0.0, expected above 0", message(() -> engine.smoothL1Sum(a, a, 0)));
            assertEquals(
                    "convTranspose2d: input and square weight: shapes [1, 3, 2, 2] and [2, 1, 2, 2] do not fit",
                    message(() -> engine.convTranspose2d(image, filter, Optional.empty())));
        }
    }

    private static String message(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(IllegalArgumentException.class, action).getMessage();
    }

    @Test
    void repeatedStepsTakeNoMoreMemory() {
        Variable maps = variable(1, 4, 8, 8);
        Variable filter = variable(4, 4, 2, 2);
        Variable cover = variable(3, 4, 6, 6);
        step(maps, filter, cover);
        long before = engine.bytesHeld();

        for (int i = 0; i < 500; i++) {
            step(maps, filter, cover);
        }

        assertEquals(before, engine.bytesHeld());
    }

    private void step(Variable maps, Variable filter, Variable cover) {
        try (Scope scope = engine.scope()) {
            Tensor pooled =
                    engine.roiAlign(maps, Regions.ofOneImage(0, 0, 6, 6, 1, 2, 9, 7), new RoiAlign(3, 1, 2, false));
            Tensor large = engine.convTranspose2d(pooled, filter, Optional.empty());
            Tensor flat = engine.reshape(engine.conv2d(large, cover, Optional.empty(), 1, 0), 2, 3);
            Tensor moved = engine.concat(List.of(engine.transpose(flat), engine.rows(engine.transpose(flat), 1, 1)));
            Tensor some = engine.gather(moved, new int[] {0, 3, 3}, 3);
            Tensor zeros = engine.tensor(new float[3], 3);
            Tensor last = engine.sum(engine.channelsLast(large));
            engine.backward(
                    engine.add(engine.add(engine.l1Sum(some, zeros), engine.smoothL1Sum(some, zeros, 1)), last));
        }
        List.of(maps, filter, cover).forEach(Variable::clearGradient);
    }
}
