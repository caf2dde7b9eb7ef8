package org.ctbench.datasets.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.TestImages;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceCacheTest {
    private static final int SIZE = 24;

    @TempDir
    Path folder;

    @Test
    void givesWhatDecodingAndResizingGiveBeforeAndAfterItKeptIt() throws IOException {
        MemoryFile file = new MemoryFile("a", TestImages.png(40, 30, 1));
        CtImage expected = Preprocessing.resize(ImageDecoder.decode(file.bytes).image(), SIZE, SIZE);

        try (SliceCache cache = SliceCache.open(folder)) {
            assertEquals(expected, cache.load(file, SIZE));
            assertEquals(expected, cache.load(file, SIZE));
        }
        try (SliceCache again = SliceCache.open(folder)) {
            assertEquals(expected, again.load(file, SIZE));
        }
        assertEquals(1, file.timesRead);
    }

    @Test
    void keepsColoursAndSizesApart() throws IOException {
        MemoryFile file = new MemoryFile("a", TestImages.colourful(40, 30));

        try (SliceCache cache = SliceCache.open(folder)) {
            CtImage large = cache.load(file, SIZE);
            CtImage small = cache.load(file, 8);

            assertEquals("CtImage[24 x 24 x 3]", large.toString());
            assertEquals("CtImage[8 x 8 x 3]", small.toString());
            assertEquals(2, cache.slices());
        }
    }

    @Test
    void readsAFileAgainThatHasChanged() throws IOException {
        MemoryFile file = new MemoryFile("a", TestImages.png(40, 30, 1));
        try (SliceCache cache = SliceCache.open(folder)) {
            CtImage before = cache.load(file, SIZE);
            file.bytes = TestImages.png(40, 30, 2);
            file.lastModified++;

            CtImage after = cache.load(file, SIZE);

            assertNotEquals(before, after);
            assertEquals(2, cache.slices());
        }
    }

    @Test
    void decodesAFileOnceThatHasTwoNames() throws IOException {
        byte[] bytes = TestImages.png(40, 30, 1);
        try (SliceCache cache = SliceCache.open(folder)) {
            cache.load(new MemoryFile("a", bytes), SIZE);
            cache.load(new MemoryFile("b", bytes), SIZE);

            assertEquals(1, cache.slices());
        }
    }

    @Test
    void decodesAgainWhereAByteOfThePackIsWrong() throws IOException {
        List<MemoryFile> files = fill(3);
        flip(folder.resolve("slices/0001.pack"), SIZE * SIZE + 5);

        assertLoads(files);

        assertEquals(List.of(1, 2, 1), files.stream().map(f -> f.timesRead).toList());
        assertLoads(files);
        assertEquals(List.of(1, 2, 1), files.stream().map(f -> f.timesRead).toList());
    }

    @Test
    void decodesAgainWhatStandsBehindAWrongRecordOfTheJournal() throws IOException {
        List<MemoryFile> files = fill(3);
        flip(folder.resolve("slices/0001.journal"), 16 + 2 * 64 + 20);

        assertLoads(files);

        assertEquals(List.of(1, 2, 2), files.stream().map(f -> f.timesRead).toList());
        assertLoads(files);
        assertEquals(List.of(1, 2, 2), files.stream().map(f -> f.timesRead).toList());
    }

    @Test
    void startsAnewWhereTheJournalDoesNotBeginAsItShould() throws IOException {
        List<MemoryFile> files = fill(3);
        flip(folder.resolve("slices/0001.journal"), 3);

        assertLoads(files);

        assertEquals(List.of(2, 2, 2), files.stream().map(f -> f.timesRead).toList());
        assertLoads(files);
        assertEquals(List.of(2, 2, 2), files.stream().map(f -> f.timesRead).toList());
    }

    @Test
    void readsAJournalAtEveryLengthThatACrashCanLeave() throws IOException {
        List<MemoryFile> files = fill(3);
        Path journal = folder.resolve("slices/0001.journal");
        byte[] whole = Files.readAllBytes(journal);
        assertEquals(16 + 6 * 64, whole.length);

        for (int length = 0; length <= whole.length; length += 8) {
            Files.write(journal, Arrays.copyOf(whole, length));

            assertLoads(files);
            assertEquals(whole.length, Files.size(journal));
        }
    }

    @Test
    void decodesAgainWhereThePackWasCutOrDeleted() throws IOException {
        List<MemoryFile> files = fill(3);
        Path pack = folder.resolve("slices/0001.pack");
        try (RandomAccessFile file = new RandomAccessFile(pack.toFile(), "rw")) {
            file.setLength(SIZE * SIZE + 10);
        }

        assertLoads(files);
        Files.delete(pack);
        assertLoads(files);

        assertLoads(files);
        assertEquals(List.of(3, 3, 3), files.stream().map(f -> f.timesRead).toList());
    }

    @Test
    void twoCachesInOneFolderSeeEachOthersSlices() throws IOException {
        MemoryFile first = new MemoryFile("a", TestImages.png(40, 30, 1));
        MemoryFile second = new MemoryFile("b", TestImages.png(40, 30, 2));
        try (SliceCache one = SliceCache.open(folder);
                SliceCache two = SliceCache.open(folder)) {
            one.load(first, SIZE);
            two.load(second, SIZE);
            one.load(second, SIZE);
            two.load(first, SIZE);

            assertEquals(1, first.timesRead);
            assertEquals(1, second.timesRead);
            assertEquals(2, one.slices());
            assertEquals(
                    List.of("0001.journal", "0001.pack", "0002.journal", "0002.pack"), names(folder.resolve("slices")));
        }
    }

    @Test
    void goesOnInThePackThatAnEarlierProcessBegan() throws IOException {
        fill(2);
        try (SliceCache cache = SliceCache.open(folder)) {
            cache.load(new MemoryFile("another", TestImages.png(40, 30, 77)), SIZE);

            assertEquals(3, cache.slices());
        }
        assertEquals(List.of("0001.journal", "0001.pack"), names(folder.resolve("slices")));
    }

    @Test
    void servesManyThreads() throws IOException {
        List<MemoryFile> files = IntStream.range(0, 40)
                .mapToObj(i -> new MemoryFile("f" + i, TestImages.png(40, 30, i)))
                .toList();
        List<CtImage> expected = files.stream().map(SliceCacheTest::decoded).toList();

        try (SliceCache cache = SliceCache.open(folder)) {
            for (int round = 0; round < 3; round++) {
                List<CtImage> got = IntStream.range(0, 400)
                        .parallel()
                        .mapToObj(i -> loadUnchecked(cache, files.get(i % 40)))
                        .toList();
                for (int i = 0; i < got.size(); i++) {
                    assertEquals(expected.get(i % 40), got.get(i));
                }
            }
            assertEquals(40, cache.slices());
        }
    }

    @Test
    void keepsNothingOfAFileThatIsDamaged() throws IOException {
        byte[] png = TestImages.png(40, 30, 1);
        MemoryFile file = new MemoryFile("a", Arrays.copyOf(png, png.length - 1));

        try (SliceCache cache = SliceCache.open(folder)) {
            var e = assertThrows(DamagedImageException.class, () -> cache.load(file, SIZE));

            assertEquals("a: PNG ends at byte " + (png.length - 1) + " without an end chunk", e.getMessage());
            assertEquals(0, cache.slices());
        }
    }

    @Test
    void putsNoSliceAcrossTheBorderOfAChunk() throws IOException {
        List<MemoryFile> files = IntStream.range(0, 6)
                .mapToObj(i -> new MemoryFile("f" + i, TestImages.png(16, 16, i)))
                .toList();

        try (SliceCache cache = SliceCache.open(folder)) {
            for (MemoryFile file : files) {
                cache.load(file, 2048);
            }
            for (MemoryFile file : files) {
                assertEquals(
                        Preprocessing.resize(ImageDecoder.decode(file.bytes).image(), 2048, 2048),
                        cache.load(file, 2048));
            }
        }
        assertEquals(2L * Pack.CHUNK, Files.size(folder.resolve("slices/0001.pack")));
    }

    @Test
    void refusesASizeThatDoesNotFitAChunk() throws IOException {
        try (SliceCache cache = SliceCache.open(folder)) {
            MemoryFile file = new MemoryFile("a", TestImages.png(8, 8, 1));

            var e = assertThrows(IllegalArgumentException.class, () -> cache.load(file, 2049));

            assertEquals("size is 1 to 2048, not 2049", e.getMessage());
        }
    }

    @Test
    void saysWhatStandsInTheCacheFolder() throws IOException {
        fill(2);

        CacheUsage usage = CacheUsage.of(folder);

        assertEquals(new CacheUsage(folder, 2, Pack.CHUNK + 16 + 4 * 64), usage);
    }

    private List<MemoryFile> fill(int count) throws IOException {
        List<MemoryFile> files = IntStream.range(0, count)
                .mapToObj(i -> new MemoryFile("f" + i, TestImages.png(40, 30, i)))
                .toList();
        try (SliceCache cache = SliceCache.open(folder)) {
            for (MemoryFile file : files) {
                cache.load(file, SIZE);
            }
        }
        return files;
    }

    private void assertLoads(List<MemoryFile> files) throws IOException {
        try (SliceCache cache = SliceCache.open(folder)) {
            for (MemoryFile file : files) {
                assertEquals(decoded(file), cache.load(file, SIZE));
            }
        }
    }

    private static CtImage decoded(MemoryFile file) {
        try {
            return Preprocessing.resize(ImageDecoder.decode(file.bytes).image(), SIZE, SIZE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static CtImage loadUnchecked(SliceCache cache, MemoryFile file) {
        try {
            return cache.load(file, SIZE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            int b = access.read();
            access.seek(position);
            access.write(b ^ 0x10);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** A file that counts how often it is read. */
    private static final class MemoryFile implements SliceFile {
        private final String name;
        private byte[] bytes;
        private long lastModified = 1000;
        private int timesRead;

        MemoryFile(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public long lastModified() {
            return lastModified;
        }

        @Override
        public synchronized byte[] read() {
            timesRead++;
            return bytes;
        }
    }
}
