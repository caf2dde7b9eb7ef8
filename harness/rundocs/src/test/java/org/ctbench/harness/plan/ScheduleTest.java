package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void aConstantRateStaysAsItIs() {
        assertEquals(1, Schedule.CONSTANT.factor(0, 10));
        assertEquals(1, Schedule.CONSTANT.factor(9, 10));
    }

    @Test
    void aLinearRateFallsWithTheImagesSeen() {
        assertEquals(1, Schedule.LINEAR.factor(0, 10));
        assertEquals(0.5, Schedule.LINEAR.factor(5, 10));
        assertEquals(0.125, Schedule.LINEAR.factor(7, 8));
        assertTrue(Schedule.LINEAR.factor(Long.MAX_VALUE / 2 - 1, Long.MAX_VALUE / 2) > 0);
    }
}
