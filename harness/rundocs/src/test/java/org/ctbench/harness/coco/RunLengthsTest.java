package org.ctbench.harness.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ctbench.models.detection.BinaryMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden masks of pycocotools, by {@code src/test/golden/coco_masks.py}. */
class RunLengthsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/coco-masks.txt");

    @Test
    void runsAreThoseOfPycocotools() throws IOException {
        List<String[]> golden = golden("runs");
        assertEquals(36, golden.size());
        for (String[] parts : golden) {
            int height = Integer.parseInt(parts[1]);
            int width = Integer.parseInt(parts[2]);

            BinaryMask mask = RunLengths.parse(height, width, parts[3]).mask();

            long[] sum = new long[1];
            mask.forEach(pixel -> sum[0] = (sum[0] + 31L * (pixel % width * height + pixel / width)) % (1L << 31));
            assertEquals(Long.parseLong(parts[4]), sum[0], parts[3]);
            assertEquals(Integer.parseInt(parts[5]), mask.area(), parts[3]);
            assertEquals(parts[3], RunLengths.of(mask).counts());
            assertEquals(
                    parts[6],
                    String.join(
                            ",",
                            Arrays.stream(CocoResults.box(mask))
                                    .mapToObj(Integer::toString)
                                    .toList()));
        }
    }

    @Test
    void polygonsCoverThePixelsThatPycocotoolsGivesThem() throws IOException {
        List<String[]> golden = golden("polygons");
        assertEquals(90, golden.size());
        for (String[] parts : golden) {
            List<double[]> polygons = Stream.of(parts[4].split(";"))
                    .map(shape -> Stream.of(shape.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();

            RunLengths runs = RunLengths.ofPolygons(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), polygons);

            assertEquals(parts[3], runs.counts(), parts[4]);
        }
    }

    @Test
    void listsOfLengthsAreTheSameAsCompressedOnes() {
        RunLengths runs = RunLengths.of(2, 3, new int[] {1, 2, 0, 1, 2});

        assertEquals(RunLengths.of(2, 3, new int[] {1, 3, 2}), runs); // no run but the first is empty
        assertEquals("132", runs.counts());
        assertEquals(3, runs.mask().area());
        assertTrue(runs.mask().contains(3)
                && runs.mask().contains(1)
                && runs.mask().contains(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13    | the runs cover 4 of the 6 pixels of 2 x 3",
                "1325  | the runs overrun the 6 pixels of 2 x 3",
                "1O    | a run has the length -1",
                "13Q   | the counts are no compressed run lengths at character 3",
                "1 2   | the counts are no compressed run lengths at character 2",
                "PPPPPPPPPP | the counts are no compressed run lengths at character 8",
                "nnnnnnO | a run has the length -34636834",
            })
    void damagedCountsAreRefused(String counts, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> RunLengths.parse(2, 3, counts));

        assertEquals(message, e.getMessage());
    }

    @Test
    void damagedPolygonsAreRefused() {
        for (double[] polygon : new double[][] {
            {0, 0, 1, 1}, {0, 0, 1, 1, 2}, {0, 0, 1, Double.NaN, 2, 2}, {0, 0, 1, 1, 2, 1e9}, {0, 0, 1, 1, -3.5, 1}
        }) {
            assertThrows(IllegalArgumentException.class, () -> RunLengths.ofPolygons(2, 3, List.of(polygon)));
        }
        double[] long1 = new double[200];
        for (int v = 0; v < 100; v++) {
            long1[2 * v] = v % 2 == 0 ? 0 : 3;
        }

        var e = assertThrows(IllegalArgumentException.class, () -> RunLengths.ofPolygons(2, 3, List.of(long1)));

        assertEquals("the outline of the polygons is longer than it could be", e.getMessage());
    }

    private static List<String[]> golden(String kind) throws IOException {
        try (Stream<String> lines = Files.lines(GOLDEN)) {
            return lines.map(line -> line.split(" "))
                    .filter(parts -> parts[0].equals(kind))
                    .toList();
        }
    }
}
