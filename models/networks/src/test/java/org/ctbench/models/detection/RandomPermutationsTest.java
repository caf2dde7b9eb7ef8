package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomPermutationsTest {
    @Test
    void holdsEveryNumberOnce() {
        Permutations permutations = RandomPermutations.named(1, "test");

        for (int n = 0; n < 50; n++) {
            int[] sorted = permutations.permutation(n);
            Arrays.sort(sorted);

            assertArrayEquals(IntStream.range(0, n).toArray(), sorted);
        }
    }

    @Test
    void drawsEveryOrderAboutEquallyOften() {
        Permutations permutations = RandomPermutations.named(2, "test");
        Map<String, Integer> counts = new TreeMap<>();

        for (int i = 0; i < 24_000; i++) {
            counts.merge(Arrays.toString(permutations.permutation(4)), 1, Integer::sum);
        }

        assertEquals(24, counts.size());
        assertTrue( // expected 1000, standard deviation 31
                counts.values().stream().allMatch(count -> Math.abs(count - 1000) < 150), counts.toString());
    }

    @Test
    void dependsOnSeedAndNameAlone() {
        int[] first = RandomPermutations.named(7, "a").permutation(100);

        assertArrayEquals(first, RandomPermutations.named(7, "a").permutation(100));
        assertFalse(Arrays.equals(first, RandomPermutations.named(7, "b").permutation(100)));
        assertFalse(Arrays.equals(first, RandomPermutations.named(8, "a").permutation(100)));
    }
}
