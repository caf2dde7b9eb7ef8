package org.ctbench.splits.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    @Test
    void makesThePublishedNumbersOfSplitMix64() {
        SeededRandom random = SeededRandom.ofState(1234567);

        // reference output of the algorithm for this state
        assertEquals(
                List.of(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821"),
                IntStream.range(0, 5)
                        .mapToObj(i -> Long.toUnsignedString(random.nextLong()))
                        .toList());
    }

    @Test
    void derivesTheStateFromSeedAndPurpose() {
        // SHA-256 of 00000000 00000007 and "order/epoch-3" begins with this state; see the Javadoc
        assertEquals(
                SeededRandom.ofState(0xb9d95440b4bcbdf1L).nextLong(),
                SeededRandom.of(7, "order/epoch-3").nextLong());
    }

    /** Made by {@code longs} of {@code models/networks/src/test/golden/resnet_numbers.py}. */
    @Test
    void drawsForModelsTheBitsThatTheGoldenScriptsDraw() {
        SeededRandom random = SeededRandom.ofModel(7, "conv1.weight");

        long[] drawn = LongStream.generate(random::nextLong).limit(3).toArray();

        assertArrayEquals(new long[] {0xff5d4086060ba112L, 0x8e97fa060c724bb4L, 0xa1ac8db643350f23L}, drawn);
    }

    /** The polar method over the same bits in Python. */
    @Test
    void drawsForModelsTheNormalNumbersOfTheGoldenScripts() {
        SeededRandom random = SeededRandom.ofModel(7, "conv1.weight");

        double[] drawn = DoubleStream.generate(random::nextGaussian).limit(4).toArray();

        assertArrayEquals(
                new double[] {0.6065951538875637, 1.2687696736832004, 0.4927114852115437, -2.0986822527071065},
                drawn,
                1e-15);
    }

    @Test
    void goesOnFromAPositionButNotFromBetweenTwoNormalNumbers() {
        SeededRandom random = SeededRandom.of(7, "order");
        random.nextLong();
        long position = random.position();
        long next = random.nextLong();
        random.nextGaussian();

        var e = assertThrows(IllegalStateException.class, random::position);

        assertEquals("half of a pair of normal numbers is left", e.getMessage());
        random.moveTo(position);
        assertEquals(next, random.nextLong());
    }

    @Test
    void hasUnrelatedNumbersForAnotherPurposeOrSeed() {
        long number = SeededRandom.of(7, "order").nextLong();

        assertNotEquals(number, SeededRandom.of(7, "weights").nextLong());
        assertNotEquals(number, SeededRandom.of(8, "order").nextLong());
    }

    @Test
    void drawsEveryNumberBelowTheBoundEquallyOften() {
        SeededRandom random = SeededRandom.of(1, "test");
        int[] counts = new int[7];

        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }

        for (int count : counts) {
            assertTrue(Math.abs(count - 10_000) < 400, "count " + count); // four standard deviations
        }
    }

    @Test
    void rejectsABoundThatIsNotPositive() {
        SeededRandom random = SeededRandom.of(1, "test");

        var e = assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));

        assertEquals("bound must be positive: 0", e.getMessage());
    }

    @Test
    void drawsDoublesFromZeroToBelowOne() {
        SeededRandom random = SeededRandom.of(2, "test");
        double sum = 0;

        for (int i = 0; i < 100_000; i++) {
            double x = random.nextDouble();
            assertTrue(x >= 0 && x < 1);
            sum += x;
        }

        assertEquals(0.5, sum / 100_000, 0.004);
    }

    @Test
    void givesNormalNumbersTheMomentsOfTheNormalDistribution() {
        SeededRandom random = SeededRandom.of(3, "test");
        int n = 1_000_000;

        double[] drawn = DoubleStream.generate(random::nextGaussian).limit(n).toArray();

        double mean = DoubleStream.of(drawn).average().orElseThrow();
        double second = DoubleStream.of(drawn).map(x -> x * x).average().orElseThrow();
        double fourth = DoubleStream.of(drawn).map(x -> x * x * x * x).average().orElseThrow();
        assertEquals(0, mean, 4 / Math.sqrt(n)); // four standard errors each
        assertEquals(1, second, 4 * Math.sqrt(2.0 / n));
        assertEquals(3, fourth, 4 * Math.sqrt(96.0 / n));
    }

    @Test
    void pinsTheNormalNumbersOfASeed() {
        SeededRandom random = SeededRandom.of(42, "noise");

        List<Double> numbers =
                IntStream.range(0, 3).mapToObj(i -> random.nextGaussian()).toList();

        assertEquals(List.of(0.6756314971974945, -0.6444888966506377, -0.7793093098957172), numbers);
    }

    @Test
    void shufflesIntoTheSameOrderForTheSameSeed() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));

        SeededRandom.of(7, "order").shuffle(list);

        assertEquals(List.of(6, 7, 1, 2, 4, 5, 3, 8), list);
    }

    @Test
    void shufflesIntoEveryOrderEquallyOften() {
        SeededRandom random = SeededRandom.of(4, "test");
        int[] counts = new int[6];

        for (int i = 0; i < 60_000; i++) {
            List<Integer> list = new ArrayList<>(List.of(0, 1, 2));
            random.shuffle(list);
            counts[list.get(0) * 2 + (list.get(1) > list.get(2) ? 1 : 0)]++;
        }

        for (int count : counts) {
            assertTrue(Math.abs(count - 10_000) < 400, "count " + count);
        }
    }
}
