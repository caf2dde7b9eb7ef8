package org.ctbench.harness.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReplicationTest {
    @ParameterizedTest(name = "{0} then {2}")
    @CsvFileSource(resources = "/golden/statistics/replication.csv", numLinesToSkip = 1) // made by statistics.py
    void theNumbersAreThoseOfTheDefinitions(
            double first,
            double firstError,
            double second,
            double secondError,
            double logBayesFactor,
            double sceptical,
            double golden,
            double small,
            double smaller) {
        Replication replication = new Replication(first, firstError, second, secondError);

        assertEquals(logBayesFactor, replication.logBayesFactor(), 1e-8);
        assertEquals(sceptical, replication.scepticalP(), 1e-9);
        assertEquals(golden, replication.goldenScepticalP(), 1e-9);
        assertEquals(small, replication.smallEffect(), 1e-6 * small); // statsmodels iterates to 1e-7
        assertEquals(smaller, replication.smallerP(), 1e-6);
    }

    @Test
    void aScepticalPIsAboveThePOfEitherStudy() {
        Replication replication = new Replication(0.03, 0.01, 0.05, 0.01);

        assertTrue(replication.scepticalP() > 0.00135); // 1 - Phi(3)
        assertTrue(replication.goldenScepticalP() < replication.scepticalP());
    }

    /** A claim of less than two standard errors cannot be replicated, whatever is measured. */
    @Test
    void aClaimWithinItsOwnErrorNeverReachesTheLevel() {
        assertTrue(new Replication(0.0095, 0.0184, 0.5, 0.001).goldenScepticalP() > 0.25);
    }

    @Test
    void aClaimOfNoEffectIsNoClaim() {
        assertThrows(IllegalArgumentException.class, () -> new Replication(0, 0.01, 0.01, 0.01));
        assertThrows(IllegalArgumentException.class, () -> new Replication(0.01, Double.NaN, 0.01, 0.01));
    }
}
