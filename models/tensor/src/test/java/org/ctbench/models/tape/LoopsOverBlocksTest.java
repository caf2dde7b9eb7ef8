package org.ctbench.models.tape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.TestBlock;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops over blocks in host memory, and over blocks that are not, as on a GPU: those are copied in and out. */
class LoopsOverBlocksTest {
    private static Block block(Pool pool, float... values) {
        Block block = pool.take(values.length);
        block.write(values);
        return block;
    }

    @ParameterizedTest(name = "in host memory: {0}")
    @ValueSource(booleans = {true, false})
    void loopsRunOverBoth(boolean inHostMemory) {
        try (Pool pool = new Pool(capacity -> new TestBlock(capacity, inHostMemory));
                Workers workers = new Workers(2)) {
            Moves moves = new Moves(workers);
            Block x = block(pool, 1, 2, 3, 4, 5, 6);
            Block out = pool.take(6);

            moves.transpose(x, new Moves.Matrices(1, 2, 3), out);
            assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, out.read());
            moves.scatter(x, new int[] {5, 5, 0, 1, 2, 3}, out);
            assertArrayEquals(new float[] {3, 4, 5, 6, 0, 3}, out.read());
            moves.join(List.of(block(pool, 7, 8), block(pool, 9, 10, 11, 12)), out);
            assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12}, out.read());
        }
    }

    @ParameterizedTest(name = "in host memory: {0}")
    @ValueSource(booleans = {true, false})
    void regionsArePooledFromBoth(boolean inHostMemory) {
        try (Pool pool = new Pool(capacity -> new TestBlock(capacity, inHostMemory));
                Workers workers = new Workers(2)) {
            RegionLoops loops = new RegionLoops(workers);
            RegionLoops.Maps maps = new RegionLoops.Maps(1, 1, 2, 2);
            Block out = pool.take(1);
            var grids = RegionLoops.grids(maps, Regions.ofOneImage(0, 0, 1, 1), new RoiAlign(1, 1, 1, false));

            loops.pool(block(pool, 1, 2, 3, 6), maps, grids, out);
            Block gradient = pool.take(4);
            loops.spread(block(pool, 8), maps, grids, gradient);

            assertArrayEquals(new float[] {3}, out.read()); // the mean of the four cells
            assertArrayEquals(new float[] {2, 2, 2, 2}, gradient.read());
        }
    }
}
