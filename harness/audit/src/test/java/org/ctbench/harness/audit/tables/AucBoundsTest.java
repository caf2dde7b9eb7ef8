package org.ctbench.harness.audit.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AucBoundsTest {
    @ParameterizedTest(name = "{2} of {0} and {3} of {1}")
    @CsvFileSource(resources = "/golden/auc-bounds.csv", numLinesToSkip = 1) // made by src/test/golden/auc_bounds.py
    void areThoseOfAllRankings(int positives, int negatives, int found, int ofNegatives, String low, String high) {
        AucBounds bounds = AucBounds.of(
                BigFraction.of(found, positives), BigFraction.ONE.subtract(BigFraction.of(ofNegatives, negatives)));

        assertEquals(BigFraction.parse(low), bounds.low());
        assertEquals(BigFraction.parse(high), bounds.high());
    }

    @Test
    void boundsOfMeansHoldForEveryPairOfCurves() {
        for (int a = 0; a <= 4; a++) {
            for (int b = 0; b <= 4; b++) {
                for (int c = 0; c <= 4; c++) {
                    AucBounds one = AucBounds.of(BigFraction.of(a, 4), BigFraction.of(b, 4));
                    AucBounds two = AucBounds.of(BigFraction.of(c, 4), BigFraction.of(1, 4));
                    AucBounds both = AucBounds.ofMeans(BigFraction.of(a + c, 8), BigFraction.of(b + 1, 8));
                    assertTrue(one.low()
                                    .add(two.low())
                                    .divide(2)
                                    .subtract(both.low())
                                    .signum()
                            >= 0);
                    assertTrue(both.high()
                                    .subtract(one.high().add(two.high()).divide(2))
                                    .signum()
                            >= 0);
                }
            }
        }
    }

    @Test
    void boundsOfMeansAreReachedByCurvesOfOppositePoints() {
        AucBounds first = AucBounds.of(BigFraction.ONE, BigFraction.of(1, 2)); // point (1/2, 1)
        AucBounds second = AucBounds.of(BigFraction.of(1, 2), BigFraction.ONE);

        AucBounds both = AucBounds.ofMeans(BigFraction.of(3, 4), BigFraction.of(3, 4));

        assertEquals(both.low(), first.low().add(second.low()).divide(2));
        assertEquals(BigFraction.ONE, both.high());
    }
}
