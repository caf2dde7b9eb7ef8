package org.ctbench.models.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PoolTest {
    @Test
    void servesReturnedMemoryAgain() {
        try (Pool pool = new Pool(capacity -> new TestBlock(capacity, true))) {
            Block first = pool.take(1000);
            first.release();

            assertSame(first, pool.take(1001));
            assertEquals(1, pool.blocksInUse());
        }
    }

    @Test
    void roundsUpByAtMostAnEighth() {
        for (int size = 1; size < 3_000_000; size += 1 + size / 7) {
            int capacity = Pool.capacity(size);

            assertTrue(capacity >= size, "size " + size);
            assertTrue(capacity <= Math.max(64, size + Math.max(64, size / 8)), "size " + size + " takes " + capacity);
        }
        assertEquals(Pool.LARGEST, Pool.capacity(Pool.LARGEST));
    }

    @Test
    void noticesABlockThatIsReleasedTwice() {
        try (Pool pool = new Pool(capacity -> new TestBlock(capacity, true))) {
            Block block = pool.take(10);
            block.retain();
            block.release();
            block.release();

            assertEquals(
                    "a block of memory is released twice",
                    assertThrows(IllegalStateException.class, block::release).getMessage());
        }
    }
}
