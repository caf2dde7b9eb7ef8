package org.ctbench.harness.recheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DetectionChanceTest {
    private static final int SEEDS = 4000;

    @ParameterizedTest(name = "{0} forged, {2} of {1} drawn")
    @CsvFileSource(resources = "/golden/recheck-chances.csv", numLinesToSkip = 1) // by recheck_chances.py
    void isThatOfTheHypergeometricDistribution(long forged, long of, long drawn, double probability) {
        assertEquals(probability, DetectionChance.probability(forged, of, drawn), 1e-12);
    }

    @Test
    void morePartsThanThereAreCannotBeDrawn() {
        assertThrows(IllegalArgumentException.class, () -> DetectionChance.probability(1, 10, 11));
        assertThrows(IllegalArgumentException.class, () -> DetectionChance.probability(11, 10, 1));
    }

    /** Over many seeds a draw holds a forged part as often as is said, within three standard errors. */
    @Test
    void drawsFindForgeriesAsOftenAsIsSaid() {
        for (List<Integer> forged : List.of(List.of(4), List.of(0, 1, 2), List.of(59, 17, 30))) {
            int found = 0;
            for (long seed = 0; seed < SEEDS; seed++) {
                List<Integer> drawn = Draw.ofSeed(seed).first(6, 60, "stretches");
                assertEquals(6, drawn.stream().distinct().count());
                found += Collections.disjoint(drawn, forged) ? 0 : 1;
            }
            double p = DetectionChance.probability(forged.size(), 60, 6);
            double error = Math.sqrt(p * (1 - p) / SEEDS);
            assertEquals(p, (double) found / SEEDS, 3 * error, forged.toString());
        }
    }

    /** The seed was computed with Python's hashlib. */
    @Test
    void aBeaconDecidesTheDrawTogetherWithTheHeadOfTheRun() {
        Sha256 head = Sha256.of(new byte[0]);

        Draw draw = Draw.ofBeacon(head, "4 8 15 16 23 42");

        assertEquals(new Draw(-3840039370933954103L, Optional.of("4 8 15 16 23 42")), draw);
        assertNotEquals(
                draw.seed(),
                Draw.ofBeacon(Sha256.of(new byte[1]), "4 8 15 16 23 42").seed());
    }

    @Test
    void forgersKeepEpochsTogether() {
        List<DetectionChance> chances = Forgeries.ofEpochs(List.of(10, 10, 10, 5, 1), 2);

        assertEquals(
                List.of(1L, 1L, 1L),
                chances.stream().map(DetectionChance::forged).toList()); // 4 of 36 epochs fit into one
        assertEquals(
                List.of(1L, 1L, 2L),
                Forgeries.ofEpochs(Collections.nCopies(20, 1), 2).stream()
                        .map(DetectionChance::forged)
                        .toList());
        assertTrue(Forgeries.ofEpochs(List.of(), 0).isEmpty());
        assertTrue(Forgeries.ofPredictions(0, 0).isEmpty());
    }
}
