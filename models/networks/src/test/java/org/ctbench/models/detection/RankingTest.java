package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void ordersByDescendingScoreAndEqualScoresByIndex() {
        assertArrayEquals(new int[] {2, 0, 3, 4, 1}, Ranking.descending(0.5f, -3, 7, 0.5f, -1e-30f));
    }

    @Test
    void takesBothZerosAsEqual() {
        assertArrayEquals(new int[] {0, 1, 2}, Ranking.descending(-0f, 0f, -0f));
    }

    @Test
    void putsInfinityAtTheEndsAndNanFirst() {
        float[] scores = {Float.NEGATIVE_INFINITY, 1, Float.POSITIVE_INFINITY, Float.NaN, -Float.MAX_VALUE};

        assertArrayEquals(new int[] {3, 2, 1, 4, 0}, Ranking.descending(scores));
    }
}
