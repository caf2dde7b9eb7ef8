package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks in host memory, and blocks that are not, as on a GPU: those are copied in and out. */
class Nd4jBlockTest {
    private static Block block(Pool pool, float... values) {
        Block block = pool.take(values.length);
        block.write(values);
        return block;
    }

    @ParameterizedTest(name = "in host memory: {0}")
    @ValueSource(booleans = {true, false})
    void elementsAreReadAndFilled(boolean inHostMemory) {
        try (Pool pool = new Pool(capacity -> new Nd4jBlock(capacity, inHostMemory))) {
            Block x = block(pool, 1, 2, 3);
            Block y = pool.take(3);

            y.fill(to -> to.put(0, x.elements(), 0, 3).put(1, 9));

            assertArrayEquals(new float[] {1, 9, 3}, y.read());
            assertEquals(
                    "places: 2, elements: 3",
                    assertThrows(IllegalArgumentException.class, () -> y.read(new float[2]))
                            .getMessage());
        }
    }
}
