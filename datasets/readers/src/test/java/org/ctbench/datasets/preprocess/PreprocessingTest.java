package org.ctbench.datasets.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.ctbench.datasets.CtImage;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PreprocessingTest {
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/golden/resize.csv", numLinesToSkip = 1, maxCharsPerColumn = 1 << 16)
    void resizesAsPillowDoesBitForBit(
            String id, int channels, int width, int height, String input, int newWidth, int newHeight, String output) {
        CtImage image = CtImage.of(width, height, channels, Base64.getDecoder().decode(input));

        CtImage resized = Preprocessing.resize(image, newWidth, newHeight);

        assertEquals(
                CtImage.of(newWidth, newHeight, channels, Base64.getDecoder().decode(output)), resized);
        assertArrayEquals(Base64.getDecoder().decode(output), resized.pixels());
    }

    @ParameterizedTest(name = "{0} x {1} to {2}")
    @CsvFileSource(resources = "/golden/resize-large.csv", numLinesToSkip = 1)
    void resizesSlicesOfRealSizesAsPillowDoes(int width, int height, int size, long crc32) {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) (x * x * 3 + y * y * 5 + x * y * 7);
            }
        }

        CtImage resized = Preprocessing.of(size, Normalisation.PER_IMAGE).resized(CtImage.grey(width, height, pixels));

        CRC32 crc = new CRC32();
        crc.update(resized.pixels());
        assertEquals(crc32, crc.getValue());
    }

    @Test
    void leavesAnImageOfTheRightSizeAsItIs() {
        CtImage image = CtImage.grey(2, 2, new byte[] {1, 2, 3, 6});

        assertSame(image, Preprocessing.of(2, Normalisation.PER_IMAGE).resized(image));
    }

    @Test
    void normalisesAChannelPerImageWithTheUnbiasedDeviation() {
        float[] target = normalised(Preprocessing.of(2, Normalisation.PER_IMAGE), 1, 2, 3, 6);

        float[] plane = {-0.92582f, -0.46291f, 0f, 1.38873f};
        assertArrayEquals(planes(plane, plane, plane), target, 5e-6f);
    }

    @Test
    void givesZeroForAConstantChannelInsteadOfNaN() {
        float[] target = normalised(Preprocessing.of(2, Normalisation.PER_IMAGE), 7, 7, 7, 7);

        assertArrayEquals(new float[12], target);
    }

    @Test
    void givesZeroForASinglePixelWhichHasNoDeviation() {
        float[] target = new float[3];

        Preprocessing.of(1, Normalisation.PER_IMAGE).normalise(CtImage.grey(1, 1, new byte[] {9}), target, 0);

        assertArrayEquals(new float[3], target);
    }

    @Test
    void normalisesEachChannelOfAColourImageByItself() {
        CtImage image = CtImage.of(2, 1, 3, new byte[] {0, 10, 5, 2, 10, 9});
        CtImage square = Preprocessing.resize(image, 2, 2);
        float[] target = new float[12];

        Preprocessing.of(2, Normalisation.PER_IMAGE).normalise(square, target, 0);

        float[] alternating = {-0.8660254f, 0.8660254f, -0.8660254f, 0.8660254f};
        assertArrayEquals(planes(alternating, new float[4], alternating), target, 1e-6f);
    }

    @Test
    void normalisesByTheConstantsOfImageNet() {
        float[] target = normalised(Preprocessing.of(2, Normalisation.IMAGENET), 0, 255, 51, 102);

        assertEquals((0 - 0.485) / 0.229, target[0], 1e-6);
        assertEquals((1 - 0.456) / 0.224, target[5], 1e-6);
        assertEquals((0.4 - 0.406) / 0.225, target[11], 1e-6);
    }

    @Test
    void normalisesByTheStatisticsOfTheTrainingSplit() {
        CtImage first = CtImage.grey(2, 1, new byte[] {0, (byte) 255});
        CtImage second = CtImage.grey(2, 1, new byte[] {0, (byte) 255});
        DatasetStatistics statistics = DatasetStatistics.over(List.of(first, second));
        float[] target = normalised(Preprocessing.of(2, Normalisation.DATASET).with(statistics), 0, 255, 0, 255);

        assertEquals(List.of(0.5, 0.5, 0.5), statistics.mean());
        assertEquals(Math.sqrt(1.0 / 3), statistics.std().get(2));
        assertEquals(-Math.sqrt(3) / 2, target[0], 1e-7);
        assertEquals(Math.sqrt(3) / 2, target[11], 1e-7);
    }

    @Test
    void needsStatisticsToNormaliseByThem() {
        var e = assertThrows(
                IllegalStateException.class, () -> normalised(Preprocessing.of(2, Normalisation.DATASET), 1, 2, 3, 4));

        assertEquals(
                "normalisation dataset needs the statistics of the training split: with(DatasetStatistics)",
                e.getMessage());
    }

    @Test
    void statisticsDoNotDependOnHowTheWorkIsShared() {
        Random random = new Random(3);
        List<CtImage> images =
                random.ints(40).mapToObj(i -> noise(random, i % 3 == 0 ? 3 : 1)).toList();
        var left = new DatasetStatistics.Accumulator();
        var right = new DatasetStatistics.Accumulator();
        for (int i = images.size() - 1; i >= 0; i--) {
            (i % 3 == 1 ? left : right).add(images.get(i));
        }
        left.add(right);

        assertEquals(DatasetStatistics.over(images), left.result());
    }

    @Test
    void writesFromTheOffsetOnAndNowhereElse() {
        float[] target = new float[14];
        target[0] = 42;
        target[13] = 43;

        Preprocessing.of(2, Normalisation.IMAGENET).normalise(CtImage.grey(2, 2, new byte[] {1, 2, 3, 4}), target, 1);

        assertEquals(42, target[0]);
        assertEquals(43, target[13]);
        assertEquals((1 / 255.0 - 0.485) / 0.229, target[1], 1e-6);
    }

    @Test
    void refusesAnImageOfAnotherSize() {
        CtImage image = CtImage.grey(2, 1, new byte[2]);

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Preprocessing.of(2, Normalisation.IMAGENET).normalise(image, new float[12], 0));

        assertEquals("expected 2 x 2, got 2 x 1", e.getMessage());
    }

    @Test
    void isReadFromAPlanWithTheNamesOfThePaper() {
        Preprocessing read = Documents.parseYaml("size: 512\nnorm: per_image\n", "plan.yaml", Preprocessing.class);

        assertEquals(Preprocessing.of(512, Normalisation.PER_IMAGE), read);
    }

    @Test
    void namesTheLineOfAnImpossibleSizeInAPlan() {
        var e = assertThrows(
                UserException.class,
                () -> Documents.parseYaml("size: 4096\nnorm: imagenet\n", "plan.yaml", Preprocessing.class));

        assertEquals("size is 1 to 2048, not 4096", e.problem());
    }

    private static CtImage noise(Random random, int channels) {
        byte[] pixels = new byte[5 * 4 * channels];
        random.nextBytes(pixels);
        return CtImage.of(5, 4, channels, pixels);
    }

    private static float[] normalised(Preprocessing preprocessing, int... samples) {
        byte[] pixels = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pixels[i] = (byte) samples[i];
        }
        float[] target = new float[preprocessing.length()];
        preprocessing.normalise(CtImage.grey(2, 2, pixels), target, 0);
        return target;
    }

    private static float[] planes(float[] red, float[] green, float[] blue) {
        float[] all = new float[12];
        System.arraycopy(red, 0, all, 0, 4);
        System.arraycopy(green, 0, all, 4, 4);
        System.arraycopy(blue, 0, all, 8, 4);
        return all;
    }
}
