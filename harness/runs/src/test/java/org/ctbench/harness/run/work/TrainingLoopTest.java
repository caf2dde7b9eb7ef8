package org.ctbench.harness.run.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {
    @Test
    void theOrderOfAnEpochDependsOnSeedAndEpochAlone() {
        List<Integer> slices = IntStream.range(0, 50).boxed().toList();

        List<Integer> order = TrainingLoop.order(slices, 1, 1);

        assertEquals(order, TrainingLoop.order(slices, 1, 1));
        assertEquals(slices, order.stream().sorted().toList());
        assertNotEquals(order, TrainingLoop.order(slices, 1, 2), "two epochs have one order");
        assertNotEquals(order, TrainingLoop.order(slices, 2, 1), "two seeds have one order");
    }
}
