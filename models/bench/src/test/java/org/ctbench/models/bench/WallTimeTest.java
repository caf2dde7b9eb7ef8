package org.ctbench.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WallTimeTest {
    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertEquals(new WallTime("x", 4, 2.5, 1, 9), WallTime.of("x", 9, 2, 1, 3));
        assertEquals(new WallTime("x", 3, 2, 1, 9), WallTime.of("x", 9, 2, 1));
    }

    @Test
    void runsToWarmUpAreNotCounted() {
        int[] calls = {0};

        WallTime timing = WallTime.of("x", 6, () -> calls[0]++);

        assertEquals(6, timing.runs());
        assertEquals(9, calls[0]);
    }
}
