package org.ctbench.harness.shortcuts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    /** Written by {@code src/test/golden/nearest_neighbours.py}. */
    @Test
    void votesAreThoseOfNumpy() throws IOException {
        List<String[]> rows = Files.readAllLines(Path.of("src/test/resources/shortcuts/nearest.csv")).stream()
                .map(line -> line.split(","))
                .toList();
        List<String[]> train = rows.stream().filter(r -> r[0].equals("train")).toList();
        NearestNeighbours neighbours = new NearestNeighbours(
                train.stream().map(NearestNeighboursTest::features).toArray(double[][]::new),
                train.stream().mapToInt(r -> Integer.parseInt(r[6])).toArray(),
                3);
        int compared = 0;
        for (String[] row : rows) {
            if (row[0].equals("test")) {
                int[] votes =
                        Stream.of(row[6].split("/")).mapToInt(Integer::parseInt).toArray();
                assertArrayEquals(votes, neighbours.votes(features(row)), Arrays.toString(row));
                compared++;
            }
        }
        assertEquals(40, compared);
    }

    @Test
    void aFeatureThatDoesNotVaryCountsNothing() {
        double[][] train = new double[20][];
        int[] labels = new int[20];
        for (int i = 0; i < 20; i++) {
            train[i] = new double[] {i, 7};
            labels[i] = i < 10 ? 0 : 1;
        }
        NearestNeighbours neighbours = new NearestNeighbours(train, labels, 2);

        assertArrayEquals(new int[] {10, 5}, neighbours.votes(new double[] {0, 1e9}));
    }

    @Test
    void fewerSlicesThanNeighboursAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NearestNeighbours(new double[14][5], new int[14], 2));
    }

    private static double[] features(String[] row) {
        return Arrays.stream(row, 1, 6).mapToDouble(Double::parseDouble).toArray();
    }
}
