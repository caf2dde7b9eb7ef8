package org.ctbench.datasets.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ctbench.datasets.TestImages;
import org.ctbench.datasets.layout.DataRoot;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.datasets.verify.Finding.Kind;
import org.ctbench.splits.ImageNames;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataVerifierTest {
    private static final String A = "NCP_1_1_0001.png";
    private static final String B = "NCP_2_2_0002.png";
    private static final String C = "NCP_3_3_0003.png";

    @TempDir
    Path root;

    @Test
    void passesWhereEveryImageIsThereAndOfItsOwn() throws IOException {
        put(A, TestImages.png(512, 512, 1));
        put(B, TestImages.png(512, 512, 2));
        AtomicLong done = new AtomicLong();

        DataReport report = verify(done, split("train", A), split("test", B));

        assertTrue(report.passed());
        assertEquals(List.of(), report.findings());
        assertEquals(2, done.get());
    }

    @Test
    void namesWhatIsMissingTruncatedOrUnreadable() throws IOException {
        put(B, Arrays.copyOf(TestImages.png(512, 512, 2), 5000));
        put(C, "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        DataReport report = verify(new AtomicLong(), split("train", A, B, C));

        assertFalse(report.passed());
        Path folder = root.toRealPath();
        assertEquals(
                List.of(
                        new Finding(Kind.MISSING, "covidx-ct-v1/train", A, "no file for it"),
                        new Finding(
                                Kind.TRUNCATED,
                                "covidx-ct-v1/train",
                                B,
                                folder.resolve(B) + ": "
                                        + report.findings().get(1).detail().split(": ", 2)[1]),
                        new Finding(
                                Kind.UNREADABLE,
                                "covidx-ct-v1/train",
                                C,
                                folder.resolve(C) + ": not a PNG, JPEG, BMP or TIFF file but an HTML page")),
                report.findings());
        assertTrue(report.findings().get(1).detail().contains("PNG ends at byte 5000 inside the chunk at byte "));
    }

    @Test
    void failsForAFlippedBitOfAPictureInAZipArchiveAndNamesBoth() throws IOException {
        byte[] bmp = TestImages.bmp(512, 512, 1); // a format without any checksum
        Path zip = root.resolve("NCP-1.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            CRC32 crc = new CRC32();
            crc.update(bmp);
            ZipEntry entry = new ZipEntry("1/1/0001.bmp");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bmp.length);
            entry.setCrc(crc.getValue());
            out.putNextEntry(entry);
            out.write(bmp);
        }
        assertTrue(verify(new AtomicLong(), split("train", A)).passed());
        byte[] bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2] ^= 8;
        Files.write(zip, bytes);

        DataReport report = verify(new AtomicLong(), split("train", A));

        assertFalse(report.passed());
        assertEquals(
                List.of(new Finding(
                        Kind.UNREADABLE,
                        "covidx-ct-v1/train",
                        A,
                        root.toRealPath().resolve("NCP-1.zip")
                                + "!1/1/0001.bmp: does not match the checksum in its archive, which is damaged")),
                report.findings());
    }

    @Test
    void failsForColoursAndOnlyTellsOtherSizesAndBlankImages() throws IOException {
        put(A, TestImages.colourful(512, 512));
        put(B, TestImages.png(640, 600, 3));
        put(C, TestImages.blank(512, 512, 7));

        DataReport report = verify(new AtomicLong(), split("train", A, B, C));

        assertFalse(report.passed());
        assertEquals(
                List.of(
                        new Finding(Kind.COLOUR, "covidx-ct-v1/train", A, "262144 pixels have a colour"),
                        new Finding(Kind.OTHER_SIZE, "covidx-ct-v1/train", B, "640 x 600"),
                        new Finding(Kind.BLANK, "covidx-ct-v1/train", C, "every pixel is close to 7")),
                report.findings());
        put(A, TestImages.png(512, 512, 1));
        assertTrue(verify(new AtomicLong(), split("train", A, B, C)).passed());
    }

    @Test
    void findsAnImageThatStandsInTwoSplitsUnderTwoNames() throws IOException {
        put(A, TestImages.png(512, 512, 1));
        put(B, TestImages.png(512, 512, 1));

        DataReport report = verify(new AtomicLong(), split("train", A), split("test", B));

        assertFalse(report.passed());
        assertEquals(
                List.of(new Finding(
                        Kind.IDENTICAL,
                        "covidx-ct-v1/test",
                        B,
                        "same bytes as covidx-ct-v1/train " + A + " (patient NCP_1)")),
                report.findings());
    }

    @Test
    void findsTheSamePixelsInAnotherFile() throws IOException {
        put(A, TestImages.png(512, 512, 1));
        put(B, TestImages.bmp(512, 512, 1));

        DataReport report = verify(new AtomicLong(), split("train", A), split("test", B));

        assertEquals(
                "same pixels as covidx-ct-v1/train " + A + " (patient NCP_1)",
                report.findings().get(0).detail());
    }

    @Test
    void findsAnImageThatWasCompressedAndMadeSmaller() throws IOException {
        BufferedImage picture = TestImages.picture(512, 512, 1);
        BufferedImage smaller = new BufferedImage(384, 384, BufferedImage.TYPE_BYTE_GRAY);
        new AffineTransformOp(AffineTransform.getScaleInstance(0.75, 0.75), AffineTransformOp.TYPE_BILINEAR)
                .filter(picture, smaller);
        put(A, TestImages.encode(picture, "png"));
        put(B, TestImages.encode(smaller, "jpeg"));

        DataReport report = verify(new AtomicLong(), split("train", A), split("test", B));

        assertTrue(report.passed());
        assertEquals(1, report.count(Kind.NEAR_IDENTICAL));
        assertTrue(report.findings().get(0).detail().startsWith("looks like covidx-ct-v1/train " + A));
    }

    @Test
    void doesNotCallImagesOfOneSplitTheSame() throws IOException {
        put(A, TestImages.png(512, 512, 1));
        put(B, TestImages.png(512, 512, 1));

        assertEquals(List.of(), verify(new AtomicLong(), split("train", A, B)).findings());
    }

    @Test
    void doesNotCompareASampleWithTheSplitThatItIsDrawnFrom() throws IOException {
        put(A, TestImages.png(512, 512, 1));
        put(B, TestImages.png(512, 512, 1));
        AtomicLong done = new AtomicLong();

        DataReport withSource = verify(done, split("train", A, B), split("sample", A));
        DataReport withRest = verify(done, split("train", A, B), split("sample", A), split("remainder", B));

        assertEquals(List.of(), withSource.findings());
        assertEquals(
                List.of("covidx-ct-v1/train", "covidx-ct-v1/remainder"),
                withRest.findings().stream().map(Finding::split).toList());
        assertEquals(4, done.get());
    }

    @Test
    void checksTheMasksOfLesionSlices() throws IOException {
        for (int i = 1; i <= 6; i++) {
            put("imgs/1_" + i + ".png", TestImages.png(512, 512, 1));
        }
        put("masks/1_1.png", TestImages.lung(512, 512, 2, 11));
        put("masks/1_2.png", TestImages.lung(256, 256, 3, 11));
        put("masks/1_3.png", TestImages.mask(512, 512, (byte) 9));
        put("masks/1_4.png", TestImages.mask(512, 512, (byte) 2));
        put("masks/1_6.png", TestImages.lung(512, 512, 2, 10));

        DataReport report = verifyLesions("cncb-lesion/train", 1, 6);

        assertFalse(report.passed());
        assertEquals(
                List.of(
                        "unreadable 1_3.jpg: " + root.toRealPath().resolve("masks/1_3.png")
                                + ": label 9 at column 0, row 0; expected 0 to 3",
                        "no mask 1_5.jpg: no file for its mask",
                        "mask size 1_2.jpg: mask 256 x 256, image 512 x 512",
                        "no lesion 1_4.jpg: no lesion of more than 100 pixels; labels that occur: [0, 2]",
                        "no lesion 1_6.jpg: no lesion of more than 100 pixels; labels that occur: [0, 1, 2]",
                        "lesion lost 1_4.jpg: the mask has no lung or no background (D-27)"),
                lines(report));
    }

    @Test
    void aMaskThatIsMissingFailsAndTheFilesThatWerePassedOverAreNamed() throws IOException {
        for (int i = 1; i <= 4; i++) {
            put("imgs/1_" + i + ".png", TestImages.png(512, 512, i));
        }
        put("masks/1_1.png", TestImages.lung(512, 512, 2, 50));
        put("masks/1_2.bmp", TestImages.bmp(512, 512, 1));
        put("masks/1_3_mask.png", TestImages.lung(512, 512, 2, 50));
        put("labels/1_4.png", TestImages.lung(512, 512, 2, 50));

        DataReport report = verifyLesions("cncb-lesion/train", 1, 4);

        assertFalse(report.passed());
        String why =
                ": neither image nor mask; the mask of 12_45.jpg is called 12_45.png and stands in a folder masks or mask";
        Path folder = root.toRealPath();
        assertEquals(
                List.of(
                        "no mask 1_2.jpg: no file for its mask",
                        "no mask 1_3.jpg: no file for its mask",
                        "no mask 1_4.jpg: no file for its mask",
                        "passed over " + folder.resolve("masks/1_2.bmp") + why,
                        "passed over " + folder.resolve("masks/1_3_mask.png") + why,
                        "passed over " + folder.resolve("labels/1_4.png") + why),
                lines(report));
    }

    @Test
    void aSliceWithoutLesionsIsNoFailureButASplitWithoutAnyIs() throws IOException {
        for (int i = 1; i <= 4; i++) {
            put("imgs/1_" + i + ".png", TestImages.png(512, 512, i % 2));
            put("masks/1_" + i + ".png", TestImages.lung(512, 512, i == 4 ? 2 : 1, 50));
        }
        put("masks/1_2.png", TestImages.blank(512, 512, 0));

        DataReport some = verifyLesions("cncb-lesion/train", 1, 4);
        DataReport none = verifyLesions("cncb-lesion/train", 1, 3);

        assertTrue(some.passed());
        assertEquals(3, some.count(Kind.NO_LESION));
        assertFalse(none.passed());
        assertEquals(
                List.of(
                        "split without lesions 1_1.jpg: no lesion of more than 100 pixels; labels that occur: [0, 1]",
                        "split without lesions 1_2.jpg: no lesion of more than 100 pixels; labels that occur: [0]",
                        "split without lesions 1_3.jpg: no lesion of more than 100 pixels; labels that occur: [0, 1]"),
                lines(none));
    }

    @Test
    void looksForTheMaskOfAnImageThatCannotBeRead() throws IOException {
        put("imgs/1_1.png", TestImages.png(512, 512, 1));
        put("masks/1_1.png", TestImages.lung(512, 512, 2, 50));

        DataReport report = verifyLesions("cncb-lesion/train", 1, 2);

        assertEquals(
                List.of("missing 1_2.jpg: no file for it", "no mask 1_2.jpg: no file for its mask"), lines(report));
    }

    @Test
    void failsForAnImageThatClippingRuined() throws IOException {
        int tenth = 100 * 100 / 10;
        put(A, TestImages.deepPng(100, 100, tenth));
        put(B, TestImages.deepPng(100, 100, tenth + 1));
        put(C, TestImages.deepPng(100, 100, 0));

        DataReport report = verify(new AtomicLong(), split("train", A, B, C));

        assertFalse(report.passed());
        assertEquals(List.of(B), images(report, Kind.CLIPPED));
        assertEquals(
                root.toRealPath().resolve(B)
                        + ": 1,001 of 10,000 pixels are below 0 or above 255 and are clipped; convert the"
                        + " file to 8 bit with a CT window",
                report.findings().get(0).detail());
        assertEquals(List.of(A, C), images(report, Kind.DEEP));
    }

    @Test
    void failsForASplitOfWhichEveryImageIsBlank() throws IOException {
        put(A, TestImages.blank(512, 512, 255));
        put(B, TestImages.blank(512, 512, 0));
        put(C, TestImages.png(512, 512, 1));
        String missing = "NCP_4_4_0004.png";

        DataReport report = verify(new AtomicLong(), split("train", A, B, missing), split("test", B, C));

        assertFalse(report.passed());
        assertEquals(
                List.of("covidx-ct-v1/train " + A, "covidx-ct-v1/train " + B),
                report.findings().stream()
                        .filter(f -> f.kind() == Kind.BLANK_SPLIT)
                        .map(f -> f.split() + " " + f.image())
                        .toList());
        assertEquals(
                List.of("covidx-ct-v1/test"),
                report.findings().stream()
                        .filter(f -> f.kind() == Kind.BLANK)
                        .map(Finding::split)
                        .toList());
    }

    private DataReport verifyLesions(String split, int first, int last) throws IOException {
        List<String> ids = IntStream.rangeClosed(first, last)
                .mapToObj(i -> "1_" + i + ".jpg")
                .toList();
        return verify(new AtomicLong(), "cncb-lesion", List.of(split(split, ids)));
    }

    private static List<String> lines(DataReport report) {
        return report.findings().stream()
                .map(f -> f.kind().title() + " " + f.image() + ": " + f.detail())
                .toList();
    }

    private static List<String> images(DataReport report, Kind kind) {
        return report.findings().stream()
                .filter(f -> f.kind() == kind)
                .map(Finding::image)
                .toList();
    }

    @Test
    void printsCountsThenFindingsThenTheVerdict() throws IOException {
        put(B, TestImages.png(640, 600, 3));

        DataReport report = verify(new AtomicLong(), split("train", A), split("test", B));

        assertEquals("""
                split                images  missing  other size
                covidx-ct-v1/train        1        1           0
                covidx-ct-v1/test         1        0           1
                COVIDx-CT v1 in %s: 2 files

                missing (failure)
                  covidx-ct-v1/train NCP_1_1_0001.png: no file for it

                other size (for information)
                  covidx-ct-v1/test NCP_2_2_0002.png: 640 x 600
                Some checks failed.
                """.formatted(root.toRealPath()), report.asTable());
    }

    @Test
    void writesJsonThatIsReadBackAsTheSameReport() throws IOException {
        put(B, TestImages.png(640, 600, 3));
        DataReport report = verify(new AtomicLong(), split("train", A), split("test", B));
        Path json = root.resolve("report.json");
        Files.writeString(json, Documents.toJson(report));

        assertEquals(report, Documents.readJson(json, DataReport.class));
        assertTrue(Files.readString(json).contains("\"kind\" : \"other-size\""));
    }

    @Test
    void reportsTheSameOnOneThreadAndOnMany() throws IOException {
        for (int i = 0; i < 24; i++) {
            put("NCP_1_1_%04d.png".formatted(i), TestImages.png(64, 64, i % 5));
        }
        String[] ids = new String[24];
        Arrays.setAll(ids, "NCP_1_1_%04d.png"::formatted);
        Split train = split("train", Arrays.copyOf(ids, 12));
        Split test = split("test", Arrays.copyOfRange(ids, 12, 24));

        try (SliceSource source = source("covidx-ct-v1")) {
            List<DataVerifier.Images> images = List.of(
                    new DataVerifier.Images(train, source, names("covidx-ct-v1")),
                    new DataVerifier.Images(test, source, names("covidx-ct-v1")));

            DataReport one = DataVerifier.verify(images, 1, n -> {});
            assertEquals(one, DataVerifier.verify(images, 8, n -> {}));
            assertEquals(12, one.count(Kind.IDENTICAL));
        }
    }

    private DataReport verify(AtomicLong done, Split... splits) throws IOException {
        return verify(done, "covidx-ct-v1", List.of(splits));
    }

    private DataReport verify(AtomicLong done, String dataSet, List<Split> splits) throws IOException {
        try (SliceSource source = source(dataSet)) {
            List<DataVerifier.Images> images = splits.stream()
                    .map(split -> new DataVerifier.Images(split, source, names(dataSet)))
                    .toList();
            return DataVerifier.verify(images, 2, done::addAndGet);
        }
    }

    private static ImageNames names(String dataSet) {
        return Locks.shipped().dataSet(dataSet).images();
    }

    private SliceSource source(String dataSet) throws IOException {
        Files.createDirectories(root);
        if (dataSet.equals("covidx-ct-v1")) {
            put("CP_999_999_9999.png", TestImages.blank(1, 1, 0)); // a root without any image is refused
        }
        SliceSource source = DataRoot.open(root, Locks.shipped(), dataSet, root.resolve("cache"));
        Files.deleteIfExists(root.resolve("CP_999_999_9999.png"));
        return source;
    }

    private static Split split(String name, String... ids) {
        return split("covidx-ct-v1/" + name, List.of(ids));
    }

    private static Split split(String id, List<String> ids) {
        return new Split(id, ids.stream().map(TestImages::slice).toList());
    }

    private void put(String file, byte[] content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }
}
