package org.ctbench.harness.run.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.harness.plan.ImageOptions;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Data that a run must refuse before it computes anything: images of which nothing is left, masks that are not there. */
class RunDataTest {
    private static final String SAMPLE = "phantom-covidx/sample";
    private static final String TEST = "phantom-lesion/test";
    private static final int SIDE = 128;

    @TempDir
    static Path temp;

    private static Plan plan;
    private static Locks locks;

    private Path data;

    @BeforeAll
    static void generate() throws IOException {
        plan = Plans.load("../rundocs/src/test/resources/plans/lesions.yaml");
        locks = GeneratedData.make(
                plan.data().generate().orElseThrow().phantom(), temp.resolve("generated"), Progress.standard());
    }

    @BeforeEach
    void copy(TestInfo test) throws IOException {
        Path generated = temp.resolve("generated");
        data = temp.resolve(test.getTestMethod().orElseThrow().getName());
        try (Stream<Path> files = Files.walk(generated)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = data.resolve(generated.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void oneMissingMaskIsNotAMaskWithoutLesions() throws IOException {
        Path mask = files("phantom-lesion/masks", TEST).get(0);
        Files.delete(mask);

        UserException e = assertThrows(UserException.class, this::readLesions);

        String slice = mask.getFileName().toString().replace(".png", ".jpg");
        assertEquals("1 of 5 slices of phantom-lesion/test have no lesion mask\n" + slice, e.problem());
        assertTrue(e.fix().endsWith("a slice without lesions has one, too, of background and lung"), e.fix());
    }

    @Test
    void masksOfAnotherNameAreNamed() throws IOException {
        List<Path> masks = files("phantom-lesion/masks", TEST);
        for (Path mask : masks) {
            Files.move(mask, mask.resolveSibling("mask_" + mask.getFileName()));
        }

        UserException e = assertThrows(UserException.class, this::readLesions);

        List<String> lines = e.problem().lines().toList();
        assertEquals("5 of 5 slices of phantom-lesion/test have no lesion mask", lines.get(0));
        assertEquals("Files that are neither image nor mask:", lines.get(6));
        assertEquals(12, lines.size());
        String first = "masks/mask_" + masks.get(0).getFileName();
        assertTrue(lines.get(7).replace('\\', '/').endsWith(first), lines.get(7));
    }

    @Test
    void masksThatMarkLesionsWithOneAreRefused() throws IOException {
        for (Path mask : files("phantom-lesion/masks", TEST)) {
            write(mask, BufferedImage.TYPE_BYTE_GRAY, i -> i % SIDE < SIDE / 2 ? 1 : 0);
        }

        UserException e = assertThrows(UserException.class, this::readLesions);

        assertEquals(
                "no mask of phantom-lesion/test holds a lesion of more than 100 pixels; labels that occur: [0, 1]",
                e.problem());
    }

    @Test
    void aSplitOfWhichEveryImageIsBlankIsRefused() throws IOException {
        List<Path> images = files("phantom-lesion/imgs", TEST);
        for (Path image : images.subList(1, images.size())) {
            writeJpeg(image, i -> 255);
        }
        open().close();
        writeJpeg(images.get(0), i -> 0);

        UserException e = assertThrows(UserException.class, this::open);

        assertEquals("all 5 images of phantom-lesion/test are blank", e.problem());
        assertTrue(e.where().endsWith(images.get(0).getFileName().toString()), e.where());
    }

    @Test
    void anImageThatClippingRuinedIsRefused() throws IOException {
        for (Path image : files("phantom-covidx", SAMPLE)) {
            write(image, BufferedImage.TYPE_USHORT_GRAY, i -> 300 + i % 3000);
        }

        UserException e = assertThrows(UserException.class, this::open);

        assertTrue(
                e.problem().contains("cannot be used: 16,384 of 16,384 pixels are below 0 or above 255"), e.problem());
    }

    @Test
    void anImageThatIsDamagedIsTheUsersToMend() throws IOException {
        try (RunData opened = open()) {
            var slice = opened.split(TEST).slices().get(0);
            Path file = data.resolve("phantom-lesion/imgs").resolve(slice.id());
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 500));

            UserException e = assertThrows(UserException.class, () -> opened.resized(slice, 64));

            assertTrue(e.problem().startsWith("the image of " + slice.id() + " cannot be used: "), e.problem());
        }
    }

    private RunData open() throws IOException {
        Map<String, Boolean> both = new LinkedHashMap<>();
        both.put(SAMPLE, true);
        both.put(TEST, true);
        return RunData.open(data, data.resolve("cache"), locks, both, Progress.standard());
    }

    private void readLesions() throws IOException {
        try (RunData opened = open();
                ImageSets sets = new ImageSets(opened, plan, Progress.standard())) {
            sets.lesions(TEST, ImageView.of(new ImageOptions(64, Normalisation.PER_IMAGE)));
        }
    }

    /** The files of a folder that belong to slices of a split, sorted. */
    private List<Path> files(String folder, String split) throws IOException {
        List<String> stems = Manifests.read(data, locks.split(split)).slices().stream()
                .map(slice -> stem(slice.id()))
                .toList();
        try (Stream<Path> all = Files.walk(data.resolve(folder))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> stems.contains(stem(file.getFileName().toString())))
                    .sorted()
                    .toList();
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static void write(Path png, int type, IntUnaryOperator value) throws IOException {
        ImageIO.write(picture(type, value), "png", png.toFile());
    }

    private static void writeJpeg(Path jpeg, IntUnaryOperator value) throws IOException {
        ImageIO.write(picture(BufferedImage.TYPE_BYTE_GRAY, value), "jpeg", jpeg.toFile());
    }

    private static BufferedImage picture(int type, IntUnaryOperator value) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, type);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.getRaster().setSample(i % SIDE, i / SIDE, 0, value.applyAsInt(i));
        }
        return image;
    }
}
