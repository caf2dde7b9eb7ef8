package org.ctbench.harness.audit.granularity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranularityTest {
    @Test
    void theCovidSensitivityOfTheArticleIsACountOnlyIfTruncated() {
        Granularity found = Granularity.of(PrintedFigure.percent("93.55"), 4346);

        assertFalse(found.byRounding());
        assertEquals(new Granularity.Counts(4066, 4066), found.counts().get(Printing.TRUNCATED));
        assertEquals("93.55 % of 4,346 is no count of images by rounding, only by truncation: 4066", found.sentence());
        assertEquals(
                List.of(
                        "4,065 / 4,346 = 93.5342... %: not printed as 93.55 %",
                        "4,066 / 4,346 = 93.5572... %: 93.55 % truncated"),
                found.evidence());
    }

    @Test
    void aShareThatNoCountGivesIsNone() {
        Granularity found = Granularity.of(PrintedFigure.percent("88.88"), 3701);

        assertEquals(Map.of(), found.counts());
        assertEquals("88.88 % of 3,701 is no count of images, neither by rounding nor by truncation", found.sentence());
    }

    @ParameterizedTest
    @CsvSource({"12.5, 12", "12.5, 13", "37.5, 38", "37.5, 37"})
    void theMiddleGoesUpOrToTheEvenDigit(String percent, String printed) {
        Granularity found = Granularity.of(PrintedFigure.percent(printed), 8);
        BigDecimal value = new BigDecimal(percent);

        assertEquals(
                value.setScale(0, RoundingMode.HALF_UP).toPlainString().equals(printed),
                found.counts().containsKey(Printing.HALF_UP));
        assertEquals(
                value.setScale(0, RoundingMode.HALF_EVEN).toPlainString().equals(printed),
                found.counts().containsKey(Printing.HALF_EVEN));
    }

    @ParameterizedTest
    @CsvSource({"HALF_UP, HALF_UP", "HALF_EVEN, HALF_EVEN", "TRUNCATED, DOWN"})
    void findsEveryCountThatIsPrintedSo(Printing printing, RoundingMode mode) {
        for (int whole : new int[] {1, 7, 8, 40, 625}) {
            for (int decimals = 0; decimals < 3; decimals++) {
                for (int count = 0; count <= whole; count++) {
                    String printed = new BigDecimal(100L * count)
                            .divide(new BigDecimal(whole), decimals + 12, RoundingMode.DOWN)
                            .setScale(decimals, mode)
                            .toPlainString();

                    Granularity.Counts counts = Granularity.of(PrintedFigure.percent(printed), whole)
                            .counts()
                            .get(printing);

                    assertTrue(counts.first() <= count && count <= counts.last(), printed + " of " + whole);
                    assertPrintedSo(counts.first(), whole, decimals, mode, printed);
                    assertPrintedSo(counts.last(), whole, decimals, mode, printed);
                }
            }
        }
    }

    private static void assertPrintedSo(long count, int whole, int decimals, RoundingMode mode, String printed) {
        BigDecimal exact = new BigDecimal(100 * count).divide(new BigDecimal(whole), 40, RoundingMode.DOWN);
        assertEquals(printed, exact.setScale(decimals, mode).toPlainString());
    }

    @Test
    void fractionsAreSharesToo() {
        Granularity found = Granularity.of(new PrintedFigure("0.333", PrintedFigure.Unit.FRACTION), 3);

        assertEquals(new Granularity.Counts(1, 1), found.counts().get(Printing.HALF_UP));
        assertTrue(found.evidence()
                .contains("1 / 3 = 0.33333...: 0.333 rounded (half up), rounded (half even), truncated"));
    }

    @ParameterizedTest
    @CsvSource({"93.5.5", "-1", "1e3", "''", "100.01"})
    void rejectsWhatIsNoPercentage(String digits) {
        assertThrows(IllegalArgumentException.class, () -> PrintedFigure.percent(digits));
    }
}
