package org.ctbench.harness.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ctbench.models.detection.BinaryMask;
import org.junit.jupiter.api.Test;

/** Golden numbers of scipy, by {@code src/test/golden/regions.py}. */
class RegionOverlapTest {
    private static final double SAME = 1e-12;

    @Test
    void overlapsAndDistancesAreThoseOfTheDefinitions() throws IOException {
        List<String[]> golden;
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/golden/regions.txt"))) {
            golden = lines.filter(line -> line.startsWith("region "))
                    .map(line -> line.split(" "))
                    .toList();
        }
        assertEquals(72, golden.size());
        for (String[] parts : golden) {
            int height = Integer.parseInt(parts[1]);
            int width = Integer.parseInt(parts[2]);

            RegionOverlap overlap = RegionOverlap.of(mask(height, width, parts[3]), mask(height, width, parts[4]));

            assertSame(parts[5], overlap.dice());
            assertSame(parts[6], overlap.surfaceDice());
            assertSame(parts[7], overlap.distance());
        }
    }

    private static void assertSame(String expected, OptionalDouble value) {
        assertEquals(!expected.equals("-"), value.isPresent());
        if (value.isPresent()) {
            assertEquals(Double.parseDouble(expected), value.getAsDouble(), SAME);
        }
    }

    private static BinaryMask mask(int height, int width, String runs) {
        BitSet pixels = new BitSet();
        if (!runs.equals("-")) {
            for (String run : runs.split(",")) {
                String[] ends = run.split("\\+");
                int start = Integer.parseInt(ends[0]);
                pixels.set(start, start + Integer.parseInt(ends[1]));
            }
        }
        return BinaryMask.of(height, width, pixels);
    }

    @Test
    void theFarthestPixelIsFoundAcrossALargeSlice() {
        BinaryMask one = BinaryMask.of(512, 512, pixel -> pixel == 0);
        BinaryMask other = BinaryMask.of(512, 512, pixel -> pixel == 512 * 512 - 1);

        assertEquals(
                Math.sqrt(2 * 511 * 511),
                RegionOverlap.of(one, other).distance().orElseThrow());
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        OptionalDouble none = OptionalDouble.empty();
        for (RegionNumbers numbers : List.<RegionNumbers>of(
                () -> new RegionOverlap(4, 4, 5, 4, 4, 0, 0, OptionalDouble.of(1)),
                () -> new RegionOverlap(4, 4, 1, 5, 4, 0, 0, OptionalDouble.of(1)),
                () -> new RegionOverlap(4, 4, 1, 4, 4, 5, 0, OptionalDouble.of(1)),
                () -> new RegionOverlap(4, 4, 1, 4, 4, 0, 0, none),
                () -> new RegionOverlap(4, 0, 0, 4, 0, 0, 0, OptionalDouble.of(1)),
                () -> new RegionOverlap(4, 4, 1, 4, 4, 0, 0, OptionalDouble.of(Double.NaN)))) {
            assertThrows(IllegalArgumentException.class, numbers::make);
        }
    }

    private interface RegionNumbers {
        RegionOverlap make();
    }
}
