package org.ctbench.datasets.layout;

import static org.ctbench.datasets.TestImages.slice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataRootTest {
    @TempDir
    Path temp;

    private Path root;
    private Path cache;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectory(temp.resolve("root")).toRealPath();
        cache = temp.resolve("cache");
    }

    @Test
    void findsFlatPngFilesInTheFolderOfTheDataSet() throws IOException {
        put("covidx-ct-v1/2A_images/NCP_96_1328_0032.png", "a");

        try (SliceSource source = open("covidx-ct-v1")) {
            assertEquals("a", read(source, "NCP_96_1328_0032.png"));
            assertTrue(source.find(slice("NCP_96_1328_0033.png")).isEmpty());
            assertEquals("COVIDx-CT v1 in " + root.resolve("covidx-ct-v1") + ": 1 files", source.describe());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "JPG", "tif", "bmp"})
    void findsRawSlicesOfCncbInAnyFormat(String extension) throws IOException {
        put("covidx-ct-v1/NCP/96/1328/0032." + extension, "raw");

        try (SliceSource source = open("covidx-ct-v1")) {
            assertEquals("raw", read(source, "NCP_96_1328_0032.png"));
            assertTrue(source.find(slice("CP_96_1328_0032.png")).isEmpty());
            assertTrue(source.find(slice("NCP_96_1328_0033.png")).isEmpty());
            assertTrue(source.find(slice("NCP_97_1328_0032.png")).isEmpty());
        }
    }

    @Test
    void refusesARawSliceWithTwoFiles() throws IOException {
        put("covidx-ct-v1/NCP/96/1328/0032.png", "a");
        put("covidx-ct-v1/NCP/96/1328/0032.jpg", "b");

        try (SliceSource source = open("covidx-ct-v1")) {
            var e = assertThrows(UserException.class, () -> source.find(slice("NCP_96_1328_0032.png")));

            Path scan = root.resolve("covidx-ct-v1/NCP/96/1328");
            assertEquals(
                    "one slice has two files: " + scan.resolve("0032.jpg") + " and " + scan.resolve("0032.png"),
                    e.problem());
        }
    }

    @Test
    void neverLeavesTheRawFoldersWhateverASliceIsCalled() throws IOException {
        put("covidx-ct-v1/NCP/96/1328/0032.png", "a");
        put("covidx-ct-v1/0001.png", "outside");

        try (SliceSource source = open("covidx-ct-v1")) {
            assertTrue(source.find(slice("NCP_.._.._0001.png")).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CP/12/34/0005.png",
                "data/CP/12/34/0005.jpg",
                "12/34/0005.png",
                "CP-1/12/34/0005.png",
                "CP_12_34_0005.png",
                "images/CP_12_34_0005.png",
                "CP\\12\\34\\0005.png",
                "./CP/12/34/0005.png"
            })
    void readsTheArchivesOfCncbAndOfCovidx(String entry) throws IOException {
        zip("covidx-ct-v1/CP-1.zip", Map.of(entry, "zipped"));

        try (SliceSource source = open("covidx-ct-v1")) {
            assertEquals("zipped", read(source, "CP_12_34_0005.png"));
            SliceFile file = source.find(slice("CP_12_34_0005.png")).orElseThrow();
            assertEquals(6, file.size());
            assertTrue(file.name().startsWith(root.resolve("covidx-ct-v1/CP-1.zip") + "!"), file.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CP-1.tar.gz", "CP-1.tgz", "CP-1.tar"})
    void readsTarArchivesThroughACopyInTheCache(String name) throws IOException {
        tar("covidx-ct-v1/" + name, Map.of("12/34/0005.png", "in tar", "12/34/notes.txt", "no picture"));
        AtomicLong bytes = new AtomicLong();
        DataRoot.Place place = new DataRoot.Place(root, Locks.shipped(), "covidx-ct-v1", cache);

        try (SliceSource source = DataRoot.open(place, bytes::addAndGet)) {
            assertEquals("in tar", read(source, "CP_12_34_0005.png"));
            assertEquals(
                    root.resolve("covidx-ct-v1/" + name) + "!12/34/0005.png",
                    source.find(slice("CP_12_34_0005.png")).orElseThrow().name());
        }

        assertEquals(Files.size(root.resolve("covidx-ct-v1/" + name)), bytes.get());
        try (SliceSource again = DataRoot.open(place, n -> bytes.addAndGet(1_000_000))) {
            assertEquals("in tar", read(again, "CP_12_34_0005.png"));
        }
        assertTrue(bytes.get() < 1_000_000, "the tar file was read again");
    }

    @Test
    void copiesAChangedTarArchiveAgain() throws IOException {
        tar("covidx-ct-v1/CP-1.tar.gz", Map.of("12/34/0005.png", "old"));
        open("covidx-ct-v1").close();
        tar("covidx-ct-v1/CP-1.tar.gz", Map.of("12/34/0005.png", "new and longer"));

        try (SliceSource source = open("covidx-ct-v1")) {
            assertEquals("new and longer", read(source, "CP_12_34_0005.png"));
        }
    }

    @Test
    void refusesACutTarArchiveAndLeavesNoCopyOfIt() throws IOException {
        tar("covidx-ct-v1/CP-1.tar.gz", Map.of("12/34/0005.png", "x".repeat(100_000)));
        Path tar = root.resolve("covidx-ct-v1/CP-1.tar.gz");
        byte[] whole = Files.readAllBytes(tar);
        Files.write(tar, Arrays.copyOf(whole, whole.length - 20));

        var e = assertThrows(UserException.class, () -> open("covidx-ct-v1"));

        assertTrue(e.problem().startsWith("not a whole tar archive: "), e.problem());
        assertEquals(tar.toString(), e.where());
        try (Stream<Path> left = Files.list(cache.resolve("archives"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void refusesACutZipArchive() throws IOException {
        zip("covidx-ct-v1/CP-1.zip", Map.of("CP/12/34/0005.png", "x".repeat(10_000)));
        Path zip = root.resolve("covidx-ct-v1/CP-1.zip");
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length / 2));

        var e = assertThrows(UserException.class, () -> open("covidx-ct-v1"));

        assertTrue(e.problem().startsWith("not a whole zip archive: "), e.problem());
        assertEquals("download it again and compare its length with the publisher's", e.fix());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../CP/12/34/0005.png",
                "a/../../CP/12/34/0005.png",
                "/CP/12/34/0005.png",
                "C:/CP/12/34/0005.png",
                "..\\CP\\12\\34\\0005.png"
            })
    void leavesOutEntriesWhoseNamesPointOutside(String entry) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(entry, "evil");
        entries.put("CP/1/1/0001.png", "good");
        zip("covidx-ct-v1/CP-1.zip", entries);

        try (SliceSource source = open("covidx-ct-v1")) {
            assertTrue(source.find(slice("CP_12_34_0005.png")).isEmpty());
            assertEquals("good", read(source, "CP_1_1_0001.png"));
            assertTrue(source.describe()
                    .endsWith("1 archive entries left out (links, names that point outside, too large)"));
        }
    }

    @Test
    void leavesOutLinksAndPipesInArchives() throws IOException {
        Path file = root.resolve("covidx-ct-v1/CP-1.tar.gz");
        Files.createDirectories(file.getParent());
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            TarArchiveEntry link = new TarArchiveEntry("CP/12/34/0005.png", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            tar.putArchiveEntry(new TarArchiveEntry("CP/12/34/0007.png", TarConstants.LF_FIFO));
            tar.closeArchiveEntry();
            TarArchiveEntry good = new TarArchiveEntry("CP/12/34/0006.png");
            good.setSize(1);
            tar.putArchiveEntry(good);
            tar.write('g');
            tar.closeArchiveEntry();
        }
        Path zipFile = root.resolve("covidx-ct-v1/NCP-1.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(zipFile)) {
            ZipArchiveEntry link = new ZipArchiveEntry("NCP/12/34/0005.png");
            link.setUnixMode(0120777);
            zip.putArchiveEntry(link);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }

        try (SliceSource source = open("covidx-ct-v1")) {
            assertTrue(source.find(slice("CP_12_34_0005.png")).isEmpty());
            assertTrue(source.find(slice("NCP_12_34_0005.png")).isEmpty());
            assertTrue(source.find(slice("CP_12_34_0007.png")).isEmpty());
            assertEquals("g", read(source, "CP_12_34_0006.png"));
        }
    }

    @Test
    void refusesAnArchiveWithTwoEntriesForOneSlice() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("a/CP/12/34/0005.png", "one");
        entries.put("b/CP/12/34/0005.jpg", "two");
        zip("covidx-ct-v1/CP-1.zip", entries);

        var e = assertThrows(UserException.class, () -> open("covidx-ct-v1"));

        String zip = root.resolve("covidx-ct-v1/CP-1.zip").toString();
        assertEquals(
                "slices with two files each:\n  CP_12_34_0005: " + zip + "!a/CP/12/34/0005.png and " + zip
                        + "!b/CP/12/34/0005.jpg",
                e.problem());
        assertEquals("keep one of each two files", e.fix());
    }

    @Test
    void prefersLooseFilesToRawFoldersToArchives() throws IOException {
        zip(
                "covidx-ct-v1/CP-1.zip",
                Map.of("CP/1/1/0001.png", "zip", "CP/1/1/0002.png", "zip", "CP/1/1/0003.png", "zip"));
        put("covidx-ct-v1/CP/1/1/0001.png", "raw");
        put("covidx-ct-v1/CP/1/1/0002.png", "raw");
        put("covidx-ct-v1/flat/CP_1_1_0001.png", "flat");

        try (SliceSource source = open("covidx-ct-v1")) {
            assertEquals("flat", read(source, "CP_1_1_0001.png"));
            assertEquals("raw", read(source, "CP_1_1_0002.png"));
            assertEquals("zip", read(source, "CP_1_1_0003.png"));
        }
    }

    @Test
    void findsLesionSlicesAndTheirMasks() throws IOException {
        put("cncb-lesion/imgs/12_45.jpg", "image");
        put("cncb-lesion/imgs/12_46.png", "other image");
        put("cncb-lesion/masks/12_45.png", "mask");

        try (SliceSource source = open("cncb-lesion")) {
            assertEquals("image", read(source, "12_45.jpg"));
            assertEquals("other image", read(source, "12_46.jpg"));
            assertEquals(
                    "mask",
                    new String(source.findMask(slice("12_45.jpg")).orElseThrow().read()));
            assertTrue(source.findMask(slice("12_46.jpg")).isEmpty());
            assertTrue(source.describe().endsWith(": 2 files, 1 masks"));
        }
    }

    @Test
    void findsLesionSlicesInAFolderForEachPatient() throws IOException {
        zip("cncb-lesion/lesions.zip", Map.of("x/image/12/45.jpg", "image", "x/mask/12/45.png", "mask"));

        try (SliceSource source = open("cncb-lesion")) {
            assertEquals("image", read(source, "12_45.jpg"));
            assertEquals(
                    "mask",
                    new String(source.findMask(slice("12_45.jpg")).orElseThrow().read()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pCT7.jpg", "2_pCT7.jpg", "pCT/pCT7.png", "COVID/2_pCT7.jpg"})
    void findsIctcfSlicesWithAndWithoutThePrefix(String file) throws IOException {
        put("ictcf/" + file, "p");
        put("ictcf/nCT/nCT7.jpg", "n");

        try (SliceSource source = open("ictcf")) {
            assertEquals("p", read(source, "pCT7.jpg"));
            assertEquals("p", read(source, "2_pCT7.jpg"));
            assertEquals("n", read(source, "0_nCT7.jpg"));
            assertTrue(source.find(slice("pCT8.jpg")).isEmpty());
        }
    }

    @Test
    void looksInTheRootItselfButNotInTheFoldersOfOtherDataSets() throws IOException {
        put("ictcf/NCP_1_1_0001.png", "belongs to another data set");
        put("phantom-covidx/NCP_1_1_0001.png", "generated");
        put("images/NCP_1_1_0002.png", "found");

        try (SliceSource source = open("covidx-ct-v1")) {
            assertTrue(source.find(slice("NCP_1_1_0001.png")).isEmpty());
            assertEquals("found", read(source, "NCP_1_1_0002.png"));
        }
    }

    @Test
    void saysWhereItLookedIfThereIsNoImage() throws IOException {
        put("ictcf/readme.txt", "nothing here");

        var e = assertThrows(UserException.class, () -> open("ictcf"));

        assertEquals("no images of iCTCF here", e.problem());
        assertEquals(root.resolve("ictcf").toString(), e.where());
        assertEquals(
                "put them into " + root.resolve("ictcf")
                        + "; `ctbench data status` says what to download and how the folders look",
                e.fix());
    }

    @Test
    void saysThatTheRootIsMissing() {
        var e = assertThrows(
                UserException.class, () -> DataRoot.open(temp.resolve("nowhere"), Locks.shipped(), "ictcf", cache));

        assertEquals("no such folder", e.problem());
        assertEquals(temp.resolve("nowhere").toString(), e.where());
    }

    @Test
    void readsManyEntriesOfOneArchiveAtOnce() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            entries.put(String.format("CP/1/1/%04d.png", i), "content of " + i + "x".repeat(i * 37));
        }
        zip("covidx-ct-v1/CP-1.zip", entries);

        try (SliceSource source = open("covidx-ct-v1")) {
            boolean equal = entries.entrySet().parallelStream().allMatch(entry -> {
                String id = entry.getKey().replace('/', '_');
                return entry.getValue().equals(readUnchecked(source, id));
            });
            assertTrue(equal);
            assertFalse(source.find(slice("CP_1_1_0200.png")).isPresent());
        }
    }

    private SliceSource open(String dataSet) throws IOException {
        return DataRoot.open(root, Locks.shipped(), dataSet, cache);
    }

    private static String read(SliceSource source, String id) throws IOException {
        return new String(source.find(slice(id)).orElseThrow().read(), StandardCharsets.UTF_8);
    }

    private static String readUnchecked(SliceSource source, String id) {
        try {
            return read(source, id);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void put(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void zip(String file, Map<String, String> entries) throws IOException {
        Archives.zip(root.resolve(file), entries);
    }

    private void tar(String file, Map<String, String> entries) throws IOException {
        Archives.tar(root.resolve(file), entries);
    }
}
