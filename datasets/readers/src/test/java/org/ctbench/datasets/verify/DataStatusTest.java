package org.ctbench.datasets.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ctbench.datasets.TestImages;
import org.ctbench.datasets.verify.DataStatus.Places;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStatusTest {
    private static final Locks LOCKS = Locks.shipped().only(List.of("covidx-ct-v1", "cncb-lesion", "ictcf"));

    @TempDir
    Path temp;

    @Test
    void saysWhatToDownloadWhereNothingIsThere() throws IOException {
        DataStatus status = DataStatus.of(LOCKS, places(Optional.empty()), bytes -> {});

        String table = status.asTable();
        assertTrue(table.contains("covidx-ct-v1 - COVIDx-CT v1\n  images: none found\n"), table);
        assertTrue(table.contains("    from: http://ictcf.biocuckoo.cn\n    size: unknown; licence: unknown\n"), table);
        assertTrue(
                table.contains("  covidx-ct-v1/remainder: 58,782 images, 15.4 GB in the cache at 512 x 512\n"), table);
        assertTrue(table.endsWith("cache: " + temp.resolve("cache") + " (0.0 kB)\n"), table);
    }

    @Test
    void saysWhatIsThere() throws IOException {
        Path root = temp.resolve("root");
        Files.createDirectories(root.resolve("ictcf"));
        Files.write(root.resolve("ictcf/pCT7.png"), TestImages.png(8, 8, 1));

        DataStatus status = DataStatus.of(LOCKS, places(Optional.of(root)), bytes -> {});

        DataStatus.DataSet ictcf = status.dataSets().get(2);
        assertEquals(Optional.of("iCTCF in " + root.toRealPath().resolve("ictcf") + ": 1 files"), ictcf.found());
        assertEquals(
                new DataStatus.SplitState("ictcf/train", 600, OptionalInt.empty(), 600L * 512 * 512),
                ictcf.splits().get(0));
        assertEquals(Optional.empty(), status.dataSets().get(0).found());
        assertTrue(status.asTable().contains("  ictcf/train: 600 images, not imported yet, 157.3 MB in the cache"));
    }

    @Test
    void namesWhatNoDataSetUses() throws IOException {
        Path root = Files.createDirectory(temp.toRealPath().resolve("root"));
        zip(root.resolve("scans.zip"), "341/1834/0022.png");
        zip(root.resolve("CT.zip"), "pCT7.png");
        Files.createSymbolicLink(root.resolve("cncb-lesion"), Path.of("gone"));

        DataStatus status = DataStatus.of(LOCKS, places(Optional.of(root)), bytes -> {});

        assertEquals(
                List.of(
                        root.resolve("cncb-lesion").toString(),
                        root.resolve("scans.zip").toString()),
                List.copyOf(status.notOpened().keySet()));
        String table = status.asTable();
        assertTrue(
                table.contains("not opened, or nothing in it is known:\n  " + root
                        + "/cncb-lesion: a link that leads nowhere\n  " + root
                        + "/scans.zip: no entry has the name of an image that is known\n"),
                table);
    }

    private static void zip(Path file, String entry) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(TestImages.png(8, 8, 1));
        }
    }

    @Test
    void putsTheRootIntoTheInstructions() throws IOException {
        Path root = Files.createDirectory(temp.resolve("root"));

        DataStatus status = DataStatus.of(LOCKS, places(Optional.of(root)), bytes -> {});

        assertEquals(
                "put images into " + root + "/cncb-lesion/imgs and masks into " + root + "/cncb-lesion/masks",
                status.dataSets().get(1).get().get(0).then());
    }

    @Test
    void writesJson() throws IOException {
        String json = Documents.toJson(DataStatus.of(LOCKS, places(Optional.empty()), bytes -> {}));

        assertTrue(json.startsWith("{\n  \"schema\" : \"ctbench/data-status/1\",\n"), json);
        assertTrue(json.contains("\"bytes\" : null"), json);
    }

    @Test
    void refusesToVerifyWhereNoImportedSplitHasImages() throws IOException {
        Path root = Files.createDirectory(temp.resolve("root"));

        var e = assertThrows(
                UserException.class,
                () -> DataCheck.of(LOCKS, places(Optional.of(root)), bytes -> {})
                        .run(List.of(), n -> {}));

        assertEquals("no imported split has images here", e.problem());
    }

    @Test
    void refusesToVerifyASplitThatDoesNotExist() throws IOException {
        Path root = Files.createDirectory(temp.resolve("root"));

        var e = assertThrows(
                UserException.class,
                () -> DataCheck.of(LOCKS, places(Optional.of(root)), bytes -> {})
                        .run(List.of("ictcf/tset"), n -> {}));

        assertEquals("no split 'ictcf/tset'", e.problem());
    }

    private Places places(Optional<Path> root) {
        return new Places(root, temp.resolve("data"), temp.resolve("cache"));
    }
}
