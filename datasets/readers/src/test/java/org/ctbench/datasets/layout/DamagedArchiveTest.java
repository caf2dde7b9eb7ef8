package org.ctbench.datasets.layout;

import static org.ctbench.datasets.TestImages.slice;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.DamagedImageException.Damage;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of single flipped bits, cut files and headers that claim too much. */
class DamagedArchiveTest {
    private static final String ENTRY = "12/34/0005.png";
    private static final String ID = "CP_12_34_0005.png";
    private static final String CONTENT = "what the picture holds; no two bytes of it may change";
    private static final int BLOCK = 512;

    @TempDir
    Path temp;

    private Path folder;
    private Path cache;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectories(temp.toRealPath().resolve("root/covidx-ct-v1"));
        cache = temp.resolve("cache");
    }

    @Test
    void namesTheChecksumThatAnEntryOfAZipArchiveDoesNotMatch() throws IOException {
        Path zip = Archives.tar(folder.resolve("CP-1.tar"), Map.of(ENTRY, CONTENT));
        openAndRead();
        Path stored = copyOf(zip);
        Files.delete(zip);
        Files.move(stored, folder.resolve("CP-1.zip"));
        Archives.flip(folder.resolve("CP-1.zip"), Archives.find(folder.resolve("CP-1.zip"), CONTENT));

        var e = assertThrows(DamagedImageException.class, this::openAndRead);

        assertEquals("does not match the checksum in its archive, which is damaged", e.getMessage());
        assertEquals(Damage.UNREADABLE, e.damage());
    }

    @Test
    void neverGivesOtherContentWhereverAZipArchiveIsDamaged() throws IOException {
        Path zip = Archives.zip(folder.resolve("CP-1.zip"), Map.of(ENTRY, CONTENT));
        byte[] whole = Files.readAllBytes(zip);
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Files.write(zip, damaged);
            refused += isRefusedOrWhole() ? 1 : 0;
        }

        assertTrue(refused > CONTENT.length(), refused + " flips were noticed");
    }

    @Test
    void neverGivesOtherContentWhereverATarGzArchiveIsDamaged() throws IOException {
        Path tar = Archives.tar(folder.resolve("CP-1.tgz"), Map.of(ENTRY, CONTENT));
        byte[] whole = Files.readAllBytes(tar);
        int refused = 0;
        for (int at = 10; at < whole.length; at++) { // behind the header of gzip, which has no checksum
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(tar, damaged);
            Files.deleteIfExists(copyOf(tar));
            refused += isRefusedOrWhole() ? 1 : 0;
        }

        // deflate fills its last byte up with bits that mean nothing
        assertTrue(refused >= whole.length - 10 - 3, refused + " of " + (whole.length - 10));
    }

    @Test
    void refusesATarArchiveWithADamagedHeader() throws IOException {
        Path tar = Archives.tar(folder.resolve("CP-1.tar"), Map.of(ENTRY, CONTENT));
        Archives.flip(tar, Archives.find(tar, "0005.png") + 3);

        var e = assertThrows(UserException.class, this::openAndRead);

        assertEquals("not a whole tar archive: the header of 12/34/0004.png does not match its checksum", e.problem());
        assertEquals(tar.toString(), e.where());
    }

    @Test
    void makesADamagedCopyOfATarArchiveAgain() throws IOException {
        Path tar = Archives.tar(folder.resolve("CP-1.tar"), Map.of(ENTRY, CONTENT, "a/../b.png", "left out"));
        openAndRead();
        Path copy = copyOf(tar);
        byte[] whole = Files.readAllBytes(copy);
        for (int at = 0; at < whole.length; at += 5) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 16;
            Files.write(copy, damaged);

            assertEquals(CONTENT, openAndRead(), "byte " + at);
        }
        for (int length = 0; length < whole.length; length += 40) {
            Files.write(copy, Arrays.copyOf(whole, length));

            assertEquals(CONTENT, openAndRead(), "cut to " + length);
            assertArrayEquals(whole, Files.readAllBytes(copy));
        }
    }

    @Test
    void makesACopyAgainThatIsDamagedWhileItIsOpen() throws IOException {
        Path tar = Archives.tar(folder.resolve("CP-1.tar.gz"), Map.of(ENTRY, CONTENT));
        try (SliceSource source = open()) {
            Path copy = copyOf(tar);
            byte[] whole = Files.readAllBytes(copy);
            Archives.flip(copy, Archives.find(copy, CONTENT) + 7);

            assertEquals(CONTENT, read(source));
            assertArrayEquals(whole, Files.readAllBytes(copy));
            assertEquals(CONTENT, read(source));
        }
    }

    @Test
    void countsWhatWasLeftOutOfATarArchiveAlsoWhenItsCopyIsThereAlready() throws IOException {
        Archives.tar(folder.resolve("CP-1.tar"), Map.of(ENTRY, CONTENT, "a/../b.png", "left out"));
        String first;
        try (SliceSource source = open()) {
            first = source.describe();
        }

        try (SliceSource source = open()) {
            assertEquals(first, source.describe());
            assertTrue(first.contains("1 archive entries left out"), first);
        }
    }

    @Test
    void leavesOutASparseEntryThatClaimsGigabytesAndReadsOneThatIsSmall() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.write(sparse("CP/12/34/0004.png", 7L << 30));
        tar.write(sparse("CP/12/34/0005.png", 2 * BLOCK));
        tar.write(new byte[2 * BLOCK]);
        Files.write(folder.resolve("CP-1.tar"), tar.toByteArray());

        try (SliceSource source = open()) {
            assertTrue(source.find(slice("CP_12_34_0004.png")).isEmpty());
            byte[] expected = new byte[2 * BLOCK];
            Arrays.fill(expected, 0, BLOCK, (byte) 'x');
            assertArrayEquals(expected, source.find(slice(ID)).orElseThrow().read());
            assertTrue(source.describe().contains("1 archive entries left out"), source.describe());
        }
        assertTrue(Files.size(copyOf(folder.resolve("CP-1.tar"))) < 10 * BLOCK);
    }

    @Test
    void refusesAnEntryWhoseNameHasNoEnd() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(packed)) {
            byte[] header = header("././@LongLink", 1L << 32, 'L');
            tar.write(checked(header));
            for (int i = 0; i < 4; i++) {
                tar.write(new byte[1 << 20]);
            }
        }
        Files.write(folder.resolve("CP-1.tgz"), packed.toByteArray());

        var e = assertThrows(UserException.class, this::openAndRead);

        assertEquals("not a whole tar archive: the headers of an entry take more than 1048576 bytes", e.problem());
    }

    private SliceSource open() throws IOException {
        return DataRoot.open(folder.getParent(), Locks.shipped(), "covidx-ct-v1", cache);
    }

    private String openAndRead() throws IOException {
        try (SliceSource source = open()) {
            return read(source);
        }
    }

    private static String read(SliceSource source) throws IOException {
        return new String(source.find(slice(ID)).orElseThrow().read(), StandardCharsets.UTF_8);
    }

    /** False if the content is as it was; fails if it is another. */
    private boolean isRefusedOrWhole() throws IOException {
        try (SliceSource source = open()) {
            var file = source.find(slice(ID));
            if (file.isPresent()) {
                assertEquals(CONTENT, new String(file.get().read(), StandardCharsets.UTF_8));
            }
            return file.isEmpty();
        } catch (UserException | DamagedImageException e) {
            assertNotEquals("", e.getMessage());
            return true;
        }
    }

    private Path copyOf(Path tar) throws IOException {
        String container = tar.getFileName().toString().replaceFirst("\\..*", "");
        try (var copies =
                Files.exists(cache) ? Files.list(cache.resolve("archives")) : java.util.stream.Stream.<Path>of()) {
            return copies.filter(copy -> copy.getFileName().toString().startsWith(container + "-"))
                    .findFirst()
                    .orElse(cache.resolve("archives").resolve("none"));
        }
    }

    /** A GNU sparse entry: a block of x and then nothing up to its size. */
    private static byte[] sparse(String name, long size) {
        byte[] header = header(name, BLOCK, 'S');
        octal(header, 386, 0);
        octal(header, 398, BLOCK);
        octal(header, 410, size);
        octal(header, 422, 0);
        octal(header, 483, size);
        byte[] entry = Arrays.copyOf(checked(header), 2 * BLOCK);
        Arrays.fill(entry, BLOCK, 2 * BLOCK, (byte) 'x');
        return entry;
    }

    private static byte[] header(String name, long size, char type) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        octal(header, 124, size);
        octal(header, 136, 0);
        header[156] = (byte) type;
        put(header, 257, "ustar  \0");
        return header;
    }

    private static byte[] checked(byte[] header) {
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void octal(byte[] header, int at, long value) {
        put(header, at, String.format("%011o\0", value));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
