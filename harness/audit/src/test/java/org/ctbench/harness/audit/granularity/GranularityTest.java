package org.ctbench.harness.audit.granularity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.papers.PrintedNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranularityTest {
    @Test
    void nothingIsNotRoundedUp() {
        assertFalse(Granularity.of(PrintedValue.percent("0.01"), 12).isPossible());
        assertEquals(
                new Granularity.Counts(0, 0),
                Granularity.of(PrintedValue.percent("0.00"), 12).counts().get(Printing.UP));
    }

    @Test
    void theCovidSensitivityOfTheArticleIsACountOnlyIfTruncated() {
        Granularity found = Granularity.of(PrintedValue.percent("93.55"), 4346);

        assertFalse(found.byRounding());
        assertEquals(new Granularity.Counts(4066, 4066), found.counts().get(Printing.TRUNCATED));
        assertEquals(
                "No whole number of images out of 4,346 rounds to 93.55 %; 4066 gives it by truncation",
                found.sentence());
        assertEquals(
                List.of(
                        "4,065 / 4,346 = 93.5342... %: not printed as 93.55 %",
                        "4,066 / 4,346 = 93.5572... %: 93.55 % truncated"),
                found.evidence());
    }

    @Test
    void aShareThatNoCountGivesIsNone() {
        Granularity found = Granularity.of(PrintedValue.percent("88.88"), 3701);

        assertEquals(Map.of(), found.counts());
        assertEquals(
                "No whole number of images out of 3,701 gives 88.88 %, neither by rounding nor by truncation",
                found.sentence());
    }

    @ParameterizedTest
    @CsvSource({"12, true", "13, true", "38, true", "37, true", "36, false", "14, false"})
    void theMiddleGoesUpOrDown(String printed, boolean rounded) { // 12.5 and 37.5 % of 8
        Granularity found = Granularity.of(PrintedValue.percent(printed), 8);

        assertEquals(rounded, found.counts().containsKey(Printing.ROUNDED));
    }

    @Test
    void aShareCanBeRoundedUp() {
        Granularity found = Granularity.of(PrintedValue.percent("87.1"), 31); // 26 / 31 = 83.87, 27 / 31 = 87.097
        Granularity up = Granularity.of(PrintedValue.percent("83.9"), 31);
        Granularity only = Granularity.of(PrintedValue.percent("38.8"), 31); // 12 / 31 = 38.7097

        assertTrue(found.byRounding() && up.byRounding());
        assertFalse(only.byRounding());
        assertEquals(
                "No whole number of images out of 31 rounds to 38.8 %; 12 gives it by rounding up", only.sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "0.9624999761581421, 385",
        "0.9825000166893005, 393",
        "0.96249998, 385",
        "0.9625, 385",
        ".9625, 385",
        "0.96250000000000002, 385"
    })
    void aBinaryNumberPrintedInFullIsTheShareNextToIt(String printed, long count) {
        Granularity found =
                Granularity.of(new PrintedValue(PrintedNumber.of(printed), PrintedValue.Unit.FRACTION), 400);

        assertEquals(new Granularity.Counts(count, count), found.counts().get(Printing.ROUNDED));
    }

    @Test
    void aBinaryNumberThatIsNoShareIsNone() {
        assertFalse(Granularity.of(
                        new PrintedValue(PrintedNumber.of("0.9637499761581421"), PrintedValue.Unit.FRACTION), 400)
                .isPossible());
    }

    @ParameterizedTest
    @CsvSource({"ROUNDED, HALF_UP", "ROUNDED, HALF_EVEN", "ROUNDED, HALF_DOWN", "TRUNCATED, DOWN", "UP, UP"})
    void findsEveryCountThatIsPrintedSo(Printing printing, RoundingMode mode) {
        for (int whole : new int[] {1, 7, 8, 40, 625}) {
            for (int decimals = 0; decimals < 3; decimals++) {
                for (int count = 0; count <= whole; count++) {
                    String printed = new BigDecimal(100L * count)
                            .divide(new BigDecimal(whole), decimals + 12, RoundingMode.DOWN)
                            .setScale(decimals, mode)
                            .toPlainString();

                    Granularity.Counts counts = Granularity.of(PrintedValue.percent(printed), whole)
                            .counts()
                            .get(printing);

                    assertTrue(counts.first() <= count && count <= counts.last(), printed + " of " + whole);
                    assertIsAtMostOnePlaceOff(counts.first(), whole, printed);
                    assertIsAtMostOnePlaceOff(counts.last(), whole, printed);
                }
            }
        }
    }

    private static void assertIsAtMostOnePlaceOff(long count, int whole, String printed) {
        BigDecimal exact = new BigDecimal(100 * count).divide(new BigDecimal(whole), 40, RoundingMode.DOWN);
        BigDecimal off = exact.subtract(new BigDecimal(printed)).abs();
        assertTrue(off.compareTo(new BigDecimal(printed).ulp()) <= 0, count + " of " + whole + " for " + printed);
    }

    @Test
    void fractionsAreSharesToo() {
        Granularity found = Granularity.of(new PrintedValue(PrintedNumber.of("0.333"), PrintedValue.Unit.FRACTION), 3);

        assertEquals(new Granularity.Counts(1, 1), found.counts().get(Printing.ROUNDED));
        assertTrue(found.evidence().contains("1 / 3 = 0.33333...: 0.333 rounded, truncated"));
    }

    @ParameterizedTest
    @CsvSource({"93.5.5", "1e3", "100.01", "''", "-100.01"})
    void rejectsWhatIsNoPercentage(String digits) {
        assertThrows(IllegalArgumentException.class, () -> PrintedValue.percent(digits));
    }
}
