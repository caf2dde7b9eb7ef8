package org.ctbench.datasets.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
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
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceCacheTest {
    private static final int SIZE = 24;

    @TempDir
    Path folder;

    @Test
    void givesWhatDecodingAndResizingGiveBeforeAndAfterItKeptIt() throws IOException {
        MemoryFile file = new MemoryFile("a", TestImages.png(40, 30, 1));
        CtImage expected = decoded(file);
        SliceCache cache = SliceCache.open(folder);

        assertEquals(expected, cache.load(file, SIZE));
        assertEquals(expected, cache.load(file, SIZE));
        assertEquals(expected, SliceCache.open(folder).load(file, SIZE));
        assertEquals(1, file.timesRead);
    }

    @Test
    void keepsColoursAndSizesApart() throws IOException {
        MemoryFile file = new MemoryFile("a", TestImages.colourful(40, 30));
        SliceCache cache = SliceCache.open(folder);
        cache.load(file, SIZE);
        cache.load(file, 8);

        CtImage large = cache.load(file, SIZE);
        CtImage small = cache.load(file, 8);

        assertEquals("CtImage[24 x 24 x 3]", large.toString());
        assertEquals("CtImage[8 x 8 x 3]", small.toString());
        assertEquals(2, slices().size());
    }

    @Test
    void readsAFileAgainThatHasChanged() throws IOException {
        MemoryFile file = new MemoryFile("a", TestImages.png(40, 30, 1));
        SliceCache cache = SliceCache.open(folder);
        CtImage before = cache.load(file, SIZE);
        file.bytes = TestImages.png(40, 30, 2);
        file.lastModified++;

        CtImage after = cache.load(file, SIZE);

        assertNotEquals(before, after);
        assertEquals(decoded(file), after);
        assertEquals(Sha256.of(file.bytes), cache.digest(file));
    }

    @Test
    void keepsAFileOnceThatHasTwoNames() throws IOException {
        byte[] bytes = TestImages.png(40, 30, 1);
        SliceCache cache = SliceCache.open(folder);

        cache.load(new MemoryFile("a", bytes), SIZE);
        cache.load(new MemoryFile("b", bytes), SIZE);

        assertEquals(1, slices().size());
    }

    @Test
    void readsAFileOnceForItsDigest() throws IOException {
        MemoryFile file = new MemoryFile("a", TestImages.png(40, 30, 1));

        assertEquals(Sha256.of(file.bytes), SliceCache.open(folder).digest(file));
        assertEquals(Sha256.of(file.bytes), SliceCache.open(folder).digest(file));

        assertEquals(1, file.timesRead);
    }

    @Test
    void decodesAgainWhereABitOfASliceIsWrong() throws IOException {
        List<MemoryFile> files = fill(1);
        byte[] whole = Files.readAllBytes(slices().get(0));

        for (int bit = 0; bit < 8 * whole.length; bit += 61) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(slices().get(0), changed);

            assertLoads(files);
            assertEquals(2 + bit / 61, files.get(0).timesRead);
        }
    }

    @Test
    void decodesAgainWhereASliceWasCutOrDeleted() throws IOException {
        List<MemoryFile> files = fill(1);
        byte[] whole = Files.readAllBytes(slices().get(0));

        for (int length = 0; length < whole.length; length += 7) {
            Files.write(slices().get(0), Arrays.copyOf(whole, length));
            assertLoads(files);
        }
        int before = files.get(0).timesRead;
        Files.delete(slices().get(0));
        assertLoads(files);

        assertEquals(1 + before, files.get(0).timesRead);
        assertLoads(files);
        assertEquals(1 + before, files.get(0).timesRead);
    }

    @Test
    void readsFilesAgainWhoseDigestsACrashHasCut() throws IOException {
        List<MemoryFile> files = fill(3);
        byte[] whole = Files.readAllBytes(sources());

        for (int length = 0; length <= whole.length; length += 5) {
            Files.write(sources(), Arrays.copyOf(whole, length));
            assertDigests(files);
            int[] before = files.stream().mapToInt(file -> file.timesRead).toArray();

            assertDigests(files);

            for (int i = 0; i < before.length; i++) {
                assertEquals(before[i], files.get(i).timesRead, "what was read again is noted whole");
            }
        }
    }

    @Test
    void readsFilesAgainWhoseDigestsAreDamaged() throws IOException {
        List<MemoryFile> files = fill(3);
        byte[] whole = Files.readAllBytes(sources());

        for (int bit = 0; bit < 8 * whole.length; bit += 29) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(sources(), changed);

            assertDigests(files);
        }
    }

    @Test
    void twoCachesInOneFolderShareTheirSlices() throws IOException {
        MemoryFile first = new MemoryFile("a", TestImages.png(40, 30, 1));
        MemoryFile second = new MemoryFile("b", TestImages.png(40, 30, 2));
        SliceCache one = SliceCache.open(folder);
        SliceCache two = SliceCache.open(folder);
        one.load(first, SIZE);
        two.load(second, SIZE);

        assertEquals(decoded(second), one.load(second, SIZE));
        assertEquals(decoded(first), two.load(first, SIZE));

        assertEquals(2, slices().size());
        assertLoads(List.of(first, second));
        assertEquals(List.of(2, 2), List.of(first.timesRead, second.timesRead));
    }

    @Test
    void servesManyThreads() throws IOException {
        List<MemoryFile> files = files(40);
        List<CtImage> expected = files.stream().map(SliceCacheTest::decoded).toList();
        SliceCache cache = SliceCache.open(folder);

        for (int round = 0; round < 3; round++) {
            List<CtImage> got = IntStream.range(0, 400)
                    .parallel()
                    .mapToObj(i -> loadUnchecked(cache, files.get(i % 40)))
                    .toList();
            for (int i = 0; i < got.size(); i++) {
                assertEquals(expected.get(i % 40), got.get(i));
            }
        }
        assertEquals(40, slices().size());
    }

    @Test
    void keepsNothingOfAFileThatIsDamaged() throws IOException {
        byte[] png = TestImages.png(40, 30, 1);
        MemoryFile file = new MemoryFile("a", Arrays.copyOf(png, png.length - 1));
        SliceCache cache = SliceCache.open(folder);

        var e = assertThrows(DamagedImageException.class, () -> cache.load(file, SIZE));

        assertEquals("a: PNG ends at byte " + (png.length - 1) + " without an end chunk", e.getMessage());
        assertEquals(0, CacheUsage.of(folder).files());
    }

    @Test
    void refusesASizeThatIsTooLarge() throws IOException {
        SliceCache cache = SliceCache.open(folder);
        MemoryFile file = new MemoryFile("a", TestImages.png(8, 8, 1));

        var e = assertThrows(IllegalArgumentException.class, () -> cache.load(file, 2049));

        assertEquals("size is 1 to 2048, not 2049", e.getMessage());
    }

    @Test
    void saysWhatStandsInTheCacheFolder() throws IOException {
        fill(2);

        assertEquals(
                new CacheUsage(folder, 3, 2 * (4 + SIZE * SIZE) + 2 * (1 + 64 + 1 + 64 + 1 + 8)),
                CacheUsage.of(folder));
    }

    private Path sources() {
        return folder.resolve("slices/sources");
    }

    private List<Path> slices() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("slices/v3"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<MemoryFile> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new MemoryFile("f" + i, TestImages.png(40, 30, i)))
                .toList();
    }

    private List<MemoryFile> fill(int count) throws IOException {
        List<MemoryFile> files = files(count);
        assertLoads(files);
        return files;
    }

    private void assertLoads(List<MemoryFile> files) throws IOException {
        SliceCache cache = SliceCache.open(folder);
        for (MemoryFile file : files) {
            assertEquals(decoded(file), cache.load(file, SIZE));
        }
    }

    private void assertDigests(List<MemoryFile> files) throws IOException {
        SliceCache cache = SliceCache.open(folder);
        for (MemoryFile file : files) {
            assertEquals(Sha256.of(file.bytes), cache.digest(file));
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
