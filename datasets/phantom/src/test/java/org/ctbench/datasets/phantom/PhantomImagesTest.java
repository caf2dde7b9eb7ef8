package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ctbench.datasets.phantom.SliceRenderer.Rendered;
import org.ctbench.splits.Box;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomImagesTest {
    private static final PhantomSpec SPEC = new PhantomSpec(
            3, 128, new PhantomSpec.Covidx(4, 20, 10, 10), new PhantomSpec.Lesion(6, 2), new PhantomSpec.Ictcf(4, 14));

    @TempDir
    static Path root;

    private static PhantomFiles files;

    @BeforeAll
    static void generate() throws IOException {
        PhantomGenerator.generate(SPEC, root, n -> {});
        files = PhantomFiles.of(SPEC);
    }

    @Test
    void aSliceDependsOnItsNameAndTheSeedAlone() throws IOException {
        List<ScanPlan> scans = new ArrayList<>(files.names().keySet());
        ScanPlan last = scans.stream()
                .filter(s -> s.patient().site() == Site.COVIDX)
                .reduce((a, b) -> b)
                .orElseThrow();

        Rendered alone = render(last, last.numbers().get(0));

        String name = files.names().get(last).get(0);
        assertArrayEquals(Images.read(root.resolve("phantom-covidx").resolve(name)), alone.pixels());
    }

    @Test
    void slicesOfIllPatientsShowTheIllnessAndThoseOfHealthyOnesDoNot() {
        for (ScanPlan scan : files.names().keySet()) {
            if (scan.patient().site() != Site.LESION) {
                for (int number : scan.numbers()) {
                    int ill = ill(render(scan, number).mask());
                    boolean healthy = scan.patient().diagnosis() == Illness.NORMAL;
                    assertTrue(healthy ? ill == 0 : ill > 40, scan + " slice " + number + ": " + ill + " pixels");
                }
            }
        }
    }

    @Test
    void mostLesionSlicesHaveALesionOfMoreThanAHundredPixels() throws IOException {
        int large = 0;
        List<Path> masks = list("phantom-lesion/masks");
        for (Path mask : masks) {
            large += largest(Images.read(mask), SPEC.imageSize()) > 100 ? 1 : 0;
        }

        assertEquals(40, masks.size());
        assertTrue(large >= 28, large + " of 40");
    }

    @Test
    void everyMaskHasASliceAndTheFourValues() throws IOException {
        long[] values = new long[256];
        for (Path mask : list("phantom-lesion/masks")) {
            for (byte value : Images.read(mask)) {
                values[value & 0xFF]++;
            }
            String name = mask.getFileName().toString().replace(".png", ".jpg");
            assertTrue(Files.exists(root.resolve("phantom-lesion/imgs").resolve(name)), name);
        }

        for (int value = 0; value < 256; value++) {
            assertEquals(value < 4, values[value] > 0, "value " + value);
        }
    }

    @Test
    void lesionsAreBrighterThanTheLungAroundThem() throws IOException {
        double[] sums = new double[4];
        long[] counts = new long[4];
        for (Path mask : list("phantom-lesion/masks")) {
            byte[] values = Images.read(mask);
            String name = mask.getFileName().toString().replace(".png", ".jpg");
            byte[] pixels = Images.read(root.resolve("phantom-lesion/imgs").resolve(name));
            for (int i = 0; i < values.length; i++) {
                sums[values[i]] += pixels[i] & 0xFF;
                counts[values[i]]++;
            }
        }

        double lung = sums[1] / counts[1];
        double glass = sums[2] / counts[2];
        double dense = sums[3] / counts[3];
        assertTrue(lung + 30 < glass && glass + 40 < dense, lung + ", " + glass + ", " + dense);
    }

    @Test
    void boxesEncloseTheTrunk() {
        for (Map.Entry<ScanPlan, List<String>> scan : files.names().entrySet()) {
            if (scan.getKey().patient().site() == Site.COVIDX) {
                int number = scan.getKey().numbers().get(0);
                Box box = scan.getKey().phantom(SPEC.seed()).trunk(number, SPEC.imageSize());
                byte[] mask = render(scan.getKey(), number).mask();
                for (int i = 0; i < mask.length; i++) {
                    int x = i % SPEC.imageSize();
                    int y = i / SPEC.imageSize();
                    boolean inside = x >= box.xmin() && x < box.xmax() && y >= box.ymin() && y < box.ymax();
                    assertTrue(mask[i] == 0 || inside, scan.getValue().get(0) + ": lung at " + x + ", " + y);
                }
                assertTrue(box.xmax() <= SPEC.imageSize() && box.ymax() <= SPEC.imageSize(), box.toString());
            }
        }
    }

    private static Rendered render(ScanPlan scan, int number) {
        return new SliceRenderer(scan.phantom(SPEC.seed()), SPEC.imageSize()).render(number);
    }

    private static List<Path> list(String folder) throws IOException {
        try (var files = Files.list(root.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static int ill(byte[] mask) {
        int count = 0;
        for (byte value : mask) {
            count += value >= 2 ? 1 : 0;
        }
        return count;
    }

    /** Pixels of the largest lesion, ground glass and consolidation as one, with eight neighbours. */
    private static int largest(byte[] mask, int size) {
        boolean[] seen = new boolean[mask.length];
        int largest = 0;
        for (int start = 0; start < mask.length; start++) {
            int area = 0;
            ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                int at = open.pop();
                if (seen[at] || mask[at] < 2) {
                    continue;
                }
                seen[at] = true;
                area++;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int x = at % size + dx;
                        int y = at / size + dy;
                        if (x >= 0 && x < size && y >= 0 && y < size) {
                            open.push(y * size + x);
                        }
                    }
                }
            }
            largest = Math.max(largest, area);
        }
        return largest;
    }
}
