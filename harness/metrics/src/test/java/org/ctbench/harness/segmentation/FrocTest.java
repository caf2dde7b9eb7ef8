package org.ctbench.harness.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;

/** Golden numbers by {@code src/test/golden/regions.py}. */
class FrocTest {
    private static final double SAME = 1e-12;

    /** The slices of a set, and its value; "-" for none. */
    private record Golden(List<SliceLesions> slices, String value) {}

    @Test
    void sensitivityIsThatOfTheDefinition() throws IOException {
        List<Golden> all = golden();
        assertEquals(32, all.size());
        for (Golden golden : all) {
            AveragePrecision ap = AveragePrecision.of(golden.slices());

            OptionalDouble value = ap.froc(ap.eachOnce());

            assertEquals(golden.value().equals("-"), value.isEmpty());
            if (value.isPresent()) {
                assertEquals(Double.parseDouble(golden.value()), value.getAsDouble(), SAME);
            }
        }
    }

    @Test
    void aSliceThatIsDrawnSeveralTimesCountsAsSoManyCopies() throws IOException {
        SeededRandom random = SeededRandom.of(1, "froc");
        for (Golden golden : golden()) {
            AveragePrecision ap = AveragePrecision.of(golden.slices());
            int[] drawn = golden.slices().stream()
                    .mapToInt(slice -> 1 + random.nextInt(3))
                    .toArray();
            List<SliceLesions> copies = new ArrayList<>();
            for (int slice = 0; slice < drawn.length; slice++) {
                copies.addAll(Collections.nCopies(drawn[slice], golden.slices().get(slice)));
            }
            AveragePrecision ofCopies = AveragePrecision.of(copies);

            assertEquals(ofCopies.froc(ofCopies.eachOnce()), ap.froc(drawn));
        }
    }

    private static List<Golden> golden() throws IOException {
        List<Golden> all = new ArrayList<>();
        List<SliceLesions> slices = new ArrayList<>();
        List<List<Integer>> shared = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<Integer> areas = new ArrayList<>();
        int lesions = -1;
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/golden/froc.txt"))) {
            for (String line : (Iterable<String>) lines::iterator) {
                String[] parts = line.split(" ");
                if (lesions >= 0 && !parts[0].equals("prediction")) {
                    slices.add(new SliceLesions(
                            "s" + slices.size(), scores, areas, Collections.nCopies(lesions, 100), shared));
                    scores.clear();
                    areas.clear();
                    shared.clear();
                    lesions = -1;
                }
                switch (parts[0]) {
                    case "image" -> lesions = Integer.parseInt(parts[1]);
                    case "prediction" -> {
                        scores.add(Double.parseDouble(parts[1]));
                        areas.add(Integer.parseInt(parts[2]));
                        shared.add(
                                parts[3].equals("-")
                                        ? List.of()
                                        : Stream.of(parts[3].split(","))
                                                .map(Integer::valueOf)
                                                .toList());
                    }
                    case "froc" -> {
                        all.add(new Golden(List.copyOf(slices), parts[1]));
                        slices.clear();
                    }
                    default -> {}
                }
            }
        }
        return all;
    }
}
