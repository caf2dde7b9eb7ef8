package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.61, 6, 0, 0.8, 0.2",
        "93.0, 98.65, 7, 93, 99, 1",
        "0, 1, 5, 0, 1, 0.2",
        "-3, 7, 5, -5, 10, 5",
        "5, 5, 5, 5, 6, 1",
        "0, 0, 5, 0, 0.2, 0.2",
        "1e-9, 3e-9, 4, 1e-9, 3e-9, 5e-10"
    })
    void enclosesARangeWithRoundSteps(
            double from, double to, int most, BigDecimal lower, BigDecimal upper, BigDecimal step) {
        Ticks ticks = Ticks.enclosing(from, to, most);

        assertEquals(0, lower.compareTo(ticks.lower()), ticks.toString());
        assertEquals(0, upper.compareTo(ticks.upper()), ticks.toString());
        assertEquals(0, step.compareTo(ticks.step()), ticks.toString());
    }

    @Test
    void countsEpochsInWholeSteps() {
        Ticks ticks = Ticks.whole(1, 3, 8);

        assertEquals(BigDecimal.ONE, ticks.step());
        assertEquals(2, ticks.steps());
    }

    @Test
    void neverHasMoreStepsThanAsked() {
        for (int most = 2; most < 12; most++) {
            for (double to = 0.001; to < 1e6; to *= 1.37) {
                Ticks ticks = Ticks.enclosing(to / 3, to, most);

                assertTrue(ticks.steps() <= most, ticks + " for " + to + " and " + most);
                assertTrue(
                        ticks.lower().doubleValue() <= to / 3 && ticks.upper().doubleValue() >= to, ticks.toString());
            }
        }
    }

    @Test
    void labelsTicksWithTheDecimalsOfTheStep() {
        assertEquals("0.60", Ticks.enclosing(0.55, 0.75, 5).unit().valueToString(0.6));
        assertEquals("1,000", Ticks.enclosing(0, 5000, 5).unit().valueToString(1000));
    }
}
