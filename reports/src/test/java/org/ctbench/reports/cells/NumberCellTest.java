package org.ctbench.reports.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCellTest {
    @ParameterizedTest
    @CsvSource({
        "0.125, 2, 0.13",
        "0.375, 2, 0.38",
        "2.675, 2, 2.68", // the double is 2.67499999…
        "-0.001, 2, 0.00", // zero has no sign
        "1e-20, 3, 0.000",
        "1e15, 0, 1000000000000000",
        "-1234.5, 1, -1234.5"
    })
    void roundsHalfUpOnceTheNoiseOfDoublesIsOff(double value, int decimals, String expected) {
        assertEquals(expected, Value.of(value, decimals).plain());
    }

    @Test
    void separatesThousandsAndUsesAMinusSignForPeopleOnly() {
        Value value = Value.of(-1234567.891, 2);

        assertEquals("\u22121,234,567.89", value.text());
        assertEquals("-1234567.89", value.plain());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "1000, '1,000'",
        "61782, '61,782'",
        "9223372036854775807, '9,223,372,036,854,775,807'"
    })
    void separatesThousandsOfCounts(long count, String expected) {
        assertEquals(expected, Count.of(count).text());
        assertEquals(Long.toString(count), Count.of(count).plain());
    }

    @Test
    void printsAFractionPerHundred() {
        Value value = Value.fraction(0.930051, 2);

        assertEquals("93.01", value.text());
        assertEquals(Unit.PERCENT, value.unit());
    }

    @ParameterizedTest
    @CsvSource({"97.37, 97.37", "99.4, 99.4", "95, 95", "1e1, 10"})
    void keepsThePublishedDigits(String digits, String expected) {
        assertEquals(expected, Value.percent(digits).text());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoNumber(double value) {
        var e = assertThrows(IllegalArgumentException.class, () -> Value.of(value, 2));

        assertEquals(value + " is no value; use Absent with a reason", e.getMessage());
    }

    @Test
    void refusesNegativeCountsAndDecimals() {
        var count = assertThrows(IllegalArgumentException.class, () -> Count.of(-1));
        var decimals = assertThrows(IllegalArgumentException.class, () -> Value.of(1, -1));

        assertEquals("count is -1, less than 0", count.getMessage());
        assertEquals("decimals is -1, not in [0, 12]", decimals.getMessage());
    }

    @Test
    void subtractsWhatIsPrinted() {
        Published published = Published.of(Value.percent("97.37"));
        Measured measured = Measured.of(Value.fraction(0.965651, 2)); // 96.57 as printed

        DifferenceCell difference = DifferenceCell.of(published, measured);

        assertEquals("\u22120.80", difference.text());
        assertEquals("-0.80", difference.plain());
        assertEquals(Unit.POINTS, difference.unit());
        assertEquals(Emphasis.DIFFERS, difference.emphasis());
    }

    @Test
    void showsTheSignOfADifference() {
        assertEquals("+1", difference(9, 10).text());
        assertEquals("1", difference(9, 10).plain());
        assertEquals("0", difference(9, 9).text());
        assertEquals(Emphasis.NONE, difference(9, 9).emphasis());
    }

    @Test
    void refusesADifferenceOfUnlikeUnits() {
        Published percent = Published.of(Value.percent("97.37"));
        Measured count = Measured.of(Count.of(3));

        var e = assertThrows(IllegalArgumentException.class, () -> DifferenceCell.of(percent, count));

        assertEquals("published is in '%', measured in ''", e.getMessage());
    }

    @Test
    void saysWhyThereIsNoFigure() {
        Absent undefined = Absent.undefined("no slice has this class");
        Absent notRun = Absent.notRun("no weights");

        assertEquals("\u2013", undefined.text());
        assertEquals("undefined: no slice has this class", undefined.plain());
        assertEquals("not run", notRun.text());
        assertEquals("not run: no weights", notRun.plain());
        assertEquals(List.of("no weights"), notRun.notes());
        assertEquals(Optional.empty(), notRun.origin());
    }

    @Test
    void demandsAReason() {
        assertThrows(IllegalArgumentException.class, () -> Absent.undefined(" "));
        assertThrows(IllegalArgumentException.class, () -> Absent.notRun(""));
    }

    @Test
    void addsANoteToTheNotesOfACell() {
        Annotated noted = Annotated.noted(Absent.undefined("first"), "second");

        assertEquals(List.of("first", "second"), noted.notes());
        assertEquals(Emphasis.ABSENT, noted.emphasis());
    }

    private static DifferenceCell difference(long published, long measured) {
        return DifferenceCell.of(Published.of(Count.of(published)), Measured.of(Count.of(measured)));
    }
}
