package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoiPaddingTest {
    private static final Permutations NOT_ASKED = n -> {
        throw new AssertionError("asked for a permutation of " + n);
    };

    @ParameterizedTest
    @CsvSource({
        "1, 00000000",
        "2, 00001111",
        "3, 00111222",
        "4, 00112233",
        "5, 01123344",
        "6, 01223455",
        "7, 01234566",
        "8, 01234567",
        "9, 01234567"
    })
    void spreadsRegionsEvenly(int regions, String expected) {
        assertEquals(expected, text(RoiPadding.DETERMINISTIC.slots(regions, 8, NOT_ASKED)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0 1 2 3 4 5, 00000000",
        "2, 2 0 1 3 4 5, 00011111",
        "2, 0 2 1 3 4 5, 01111111",
        "3, 5 3 0 1 2 4, 00001122",
        "4, 5 0 2 1 3 4, 01122233",
        "7, 3 1 0 5 4 2, 01234566"
    })
    void startsRegionsAtTheFirstPlacesOfAPermutation(int regions, String order, String expected) {
        int[] permutation =
                Arrays.stream(order.split(" ")).mapToInt(Integer::parseInt).toArray();

        int[] slots = RoiPadding.RANDOM.slots(regions, 8, n -> n == 6 ? permutation : NOT_ASKED.permutation(n));

        assertEquals(expected, text(slots));
    }

    @ParameterizedTest
    @EnumSource(RoiPadding.class)
    void keepsTheOrderOfTheRegionsAndRepeatsTheLast(RoiPadding padding) {
        Permutations permutations = RandomPermutations.named(3, "padding test");
        for (int round = 0; round < 200; round++) {
            int regions = round % 7 + 1;

            int[] slots = padding.slots(regions, 8, permutations);

            assertEquals(8, slots.length);
            assertEquals(0, slots[0]);
            assertEquals(regions - 1, slots[7]);
            for (int i = 1; i < 8; i++) {
                assertTrue(slots[i] == slots[i - 1] || slots[i] == slots[i - 1] + 1, text(slots));
            }
            if (padding != RoiPadding.DETERMINISTIC) {
                assertEquals(regions - 1, slots[6], text(slots));
            }
        }
    }

    @Test
    void drawsAllStartsEquallyOften() {
        Permutations permutations = RandomPermutations.named(4, "padding test");
        Map<String, Integer> counts = new TreeMap<>();

        for (int i = 0; i < 15_000; i++) {
            counts.merge(text(RoiPadding.RANDOM_SEEDED.slots(3, 8, permutations)), 1, Integer::sum);
        }

        assertEquals(15, counts.size()); // two of six places
        assertTrue( // expected 1000, standard deviation 31
                counts.values().stream().allMatch(count -> Math.abs(count - 1000) < 150), counts.toString());
    }

    @ParameterizedTest
    @EnumSource(RoiPadding.class)
    void takesEnoughRegionsAsTheyAre(RoiPadding padding) {
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, padding.slots(8, 8, NOT_ASKED));
    }

    @Test
    void rejectsNoRegion() {
        var e = assertThrows(IllegalArgumentException.class, () -> RoiPadding.DETERMINISTIC.slots(0, 8, NOT_ASKED));

        assertEquals("0 regions for 8 places", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"RANDOM_SEEDED, random_seeded", "RANDOM, random", "DETERMINISTIC, deterministic"})
    void isNamedInPlans(RoiPadding padding, String name) throws Exception {
        assertEquals('"' + name + '"', new ObjectMapper().writeValueAsString(padding));
    }

    private static String text(int... slots) {
        return Arrays.stream(slots).mapToObj(Integer::toString).collect(Collectors.joining());
    }
}
