package org.ctbench.models.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void drawsTheBitsThatTheGoldenScriptsDraw() {
        RandomStream random = RandomStream.named(7, "conv1.weight");

        long[] drawn = LongStream.generate(random::nextLong).limit(3).toArray();

        assertArrayEquals(
                new long[] {0xff5d4086060ba112L, 0x8e97fa060c724bb4L, 0xa1ac8db643350f23L},
                drawn); // resnet_numbers.py: longs(7, "conv1.weight", 3)
    }

    @Test
    void drawsTheNormalsOfThePolarMethod() {
        RandomStream random = RandomStream.named(7, "conv1.weight");

        double[] drawn = DoubleStream.generate(random::nextGaussian).limit(4).toArray();

        assertArrayEquals(
                new double[] {0.6065951538875637, 1.2687696736832004, 0.4927114852115437, -2.0986822527071065},
                drawn,
                1e-15); // the same method over longs(7, "conv1.weight", 64) in Python
    }

    @Test
    void givesNormalsTheMomentsOfTheNormalDistribution() {
        RandomStream random = RandomStream.named(1, "moments");
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
    void dependsOnSeedAndName() {
        long first = RandomStream.named(7, "a").nextLong();

        assertNotEquals(first, RandomStream.named(8, "a").nextLong());
        assertNotEquals(first, RandomStream.named(7, "b").nextLong());
    }
}
