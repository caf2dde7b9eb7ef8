package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ctbench.models.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalancedSamplerTest {
    static List<Golden> cases() {
        return Golden.load("sampling");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void drawsAsTorchvision(Golden golden) {
        Iterator<int[]> drawn =
                List.of(golden.integers("first"), golden.integers("second")).iterator();
        BalancedSampler sampler = new BalancedSampler(golden.integer("size"), golden.number("fraction"));

        BalancedSampler.Sample sample = sampler.sample(golden.integers("matches"), n -> drawn.next());

        assertArrayEquals(golden.integers("positives"), sample.positives());
        assertArrayEquals(golden.integers("negatives"), sample.negatives());
    }

    @Test
    void fillsTheSampleAsFarAsThereAreCandidates() {
        Random random = new Random(3);
        Permutations permutations = RandomPermutations.named(4, "sampler test");
        for (int round = 0; round < 200; round++) {
            int[] matches = random.ints(random.nextInt(120), -2, 3).toArray();
            int positives = (int) Arrays.stream(matches).filter(m -> m >= 0).count();
            int negatives = (int)
                    Arrays.stream(matches).filter(m -> m == Matcher.BACKGROUND).count();

            BalancedSampler.Sample sample = new BalancedSampler(40, 0.75).sample(matches, permutations);

            assertEquals(Math.min(positives, 30), sample.positives().length);
            assertEquals(Math.min(negatives, 40 - sample.positives().length), sample.negatives().length);
            assertTrue(Arrays.stream(sample.positives()).allMatch(i -> matches[i] >= 0));
            assertTrue(Arrays.stream(sample.negatives()).allMatch(i -> matches[i] == Matcher.BACKGROUND));
            int[] all = sample.all();
            assertEquals(sample.count(), all.length);
            assertArrayEquals(IntStream.of(all).sorted().distinct().toArray(), all);
        }
    }

    @Test
    void rejectsAnEmptySampleAndAnImpossibleShare() {
        var empty = assertThrows(IllegalArgumentException.class, () -> new BalancedSampler(0, 0.5));
        var share = assertThrows(IllegalArgumentException.class, () -> new BalancedSampler(8, 1.5));

        assertEquals("a sample of 0 with a share of 0.5", empty.getMessage());
        assertEquals("a sample of 8 with a share of 1.5", share.getMessage());
    }
}
