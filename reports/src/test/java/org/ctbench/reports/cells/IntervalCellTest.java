package org.ctbench.reports.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IntervalCellTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "95.31; 94.02; 96.404; 2; 95.31 [94.02, 96.40]",
                "95.314; 95.312; 95.316; 2; 95.31 [95.30, 95.32]",
                "99.998; 99.4; 99.999; 2; 100.00 [99.40, 100.01]",
                "100; 99.2; 100; 1; 100.0 [99.2, 100.0]",
                "0; 0; 0.04; 1; 0.0 [0.0, 0.1]",
                "-1.25; -2.5; 0.004; 2; \u22121.25 [\u22122.50, 0.00]",
                "12345.6; 12000; 12999.96; 1; 12,345.6 [12,000.0, 13,000.0]",
                "2.5; 3.1; 3.4; 1; 2.5 [3.1, 3.4]"
            })
    void printsEndsWithTheDecimalsOfTheValueAndNeverAnErrorBelowItsLastDigit(
            double value, double lower, double upper, int decimals, String expected) {
        assertEquals(
                expected,
                IntervalCell.of(Value.of(value, decimals), Bounds.of(lower, upper))
                        .text());
    }

    @Test
    void handsTheEndsToProgramsWithTheSameDigits() {
        IntervalCell interval = IntervalCell.measured(Value.fraction(0.95314, 2), Bounds.fractions(0.9402, 0.964));

        assertEquals(List.of("95.31", "94.02", "96.40"), List.of(interval.plain(), interval.lower(), interval.upper()));
        assertEquals(Optional.of(Origin.MEASURED), interval.origin());
        assertEquals(Unit.PERCENT, interval.unit());
    }

    @Test
    void refusesAnIntervalOfWidthZero() {
        var e = assertThrows(IllegalArgumentException.class, () -> Bounds.of(1, 1));

        assertEquals(
                "an interval from 1 to 1; where the ends are not apart there is none, say why in a note",
                e.getMessage());
    }

    @Test
    void refusesAnIntervalOfAPublishedValue() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new IntervalCell(Value.of(1, 0), Bounds.of(0, 2), Origin.PUBLISHED));

        assertEquals("an interval of a published value", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(VerdictKind.class)
    void saysAVerdictInWordsAndByAMarkOfItsOwn(VerdictKind kind) {
        VerdictCell cell = VerdictCell.of(kind, "why");

        assertEquals(kind.mark() + " " + kind.word(), cell.text());
        assertEquals(kind.word(), cell.plain());
        assertEquals(List.of("why"), cell.notes());
        assertEquals(1, kind.mark().length());
        for (VerdictKind other : VerdictKind.values()) {
            assertEquals(other == kind, other.mark().equals(kind.mark()), other + " has the mark of " + kind);
        }
    }

    @Test
    void saysHowAPublishedValueIsKnown() {
        assertEquals(List.of(), Published.of(Value.percent("97.37")).notes());
        assertEquals(
                List.of("derived: mean of 1 and 2"),
                Published.derived(Value.percent("1.50"), "mean of 1 and 2").notes());
        assertEquals("\u00D7", Absent.unrecoverable("blurred").text());
        assertEquals("not recoverable: blurred", Absent.unrecoverable("blurred").plain());
        assertThrows(IllegalArgumentException.class, () -> Published.derived(Value.percent("1"), " "));
        assertThrows(IllegalArgumentException.class, () -> Absent.unrecoverable(""));
    }
}
