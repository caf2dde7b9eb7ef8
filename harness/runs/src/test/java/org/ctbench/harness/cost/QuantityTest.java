package org.ctbench.harness.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0.24, 0.2 s",
        "89, 89 s",
        "90, 1.5 min",
        "5399, 90 min",
        "5400, 1.5 h",
        "50400, 14 h",
        "172799, 48 h",
        "172800, 2.0 days",
        "2678400, 31 days"
    })
    void aTimeHasTheUnitThatSuitsIt(double seconds, String text) {
        assertEquals(text, Quantity.time(seconds));
    }

    @Test
    void aRangeHasTheUnitOfItsMedian() {
        assertEquals("31 days [26-35]", Quantity.range(new Span(26 * 86_400, 31 * 86_400, 35 * 86_400)));
        assertEquals("2.0 days [0.5-9.0]", Quantity.range(new Span(43_200, 2 * 86_400, 9 * 86_400)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "9960, 10 kB", "31021000000, 31 GB", "4200000000000, 4200 GB"})
    void bytesAreCountedInThousands(long bytes, String text) {
        assertEquals(text, Quantity.bytes(bytes));
    }
}
