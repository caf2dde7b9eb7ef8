package org.ctbench.harness.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ctbench.harness.fixtures.ChangedBits;
import org.ctbench.harness.fixtures.Zips;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path temp;

    @Test
    void unpacksAllFiles() throws IOException {
        Path zip = zip(Map.of("a.txt", new byte[3], "b/c.txt", new byte[] {7}));

        assertEquals(Set.of("a.txt", "b/c.txt"), Unpacking.unpack(zip, into()));

        assertEquals(3, Files.size(into().resolve("a.txt")));
        assertEquals(7, Files.readAllBytes(into().resolve("b/c.txt"))[0]);
    }

    @Test
    void aFolderIsNoBundle() {
        var e = assertThrows(UserException.class, () -> Unpacking.unpack(temp, into()));

        assertEquals("a folder where a bundle is needed", e.problem());
        assertEquals("name the file that `ctbench bundle` wrote", e.fix());
    }

    @Test
    void aFileThatIsCutOffIsSaidToBe() throws IOException {
        Path zip = zip(Map.of("a.txt", random(1000)));
        byte[] whole = Files.readAllBytes(zip);
        for (int length = 4; length < whole.length; length += 7) {
            Files.write(zip, Arrays.copyOf(whole, length));

            assertEquals("the file is cut off: the end of its zip is missing", refused(zip));
        }
        Files.write(zip, new byte[0]);
        assertEquals("it is not a zip file", refused(zip));
        Files.writeString(zip, "<!DOCTYPE html>");
        assertEquals("it is not a zip file", refused(zip));
    }

    @Test
    void aFileThatStatesMoreThanIsAllowedIsRefusedBeforeAnythingIsUnpacked() throws IOException {
        Path one = zip(Map.of("a.txt", new byte[3]));
        Zips.state(one, 257 * MIB);
        assertEquals("its file 'a.txt' is larger than 256 MiB", refused(one));

        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            files.put("file-" + i, new byte[i]);
        }
        Path many = zip(files);
        Zips.state(many, 250 * MIB);
        assertEquals("unpacked it is larger than 2 GiB", refused(many));
        assertFalse(Files.exists(into()));
    }

    @Test
    void aFileThatIsLargerThanItStatesIsNotUnpackedToItsEnd() throws IOException {
        Path zip = zip(Map.of("a.txt", new byte[64 * MIB]));
        Zips.state(zip, 10);

        String why = refused(zip);

        assertTrue(why.startsWith("its file 'a.txt' is not of the 10 bytes that it states"), why);
        assertTrue(Files.size(into().resolve("a.txt")) <= 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.txt",
                "/aa/a.txt",
                "a/../a.tx",
                "b\\..\\a.t",
                "./aa.txt1",
                "C:a.txt12",
                "aa//a.txt",
                "a\u001b[2J.tx"
            })
    void aNameThatLeadsOutOrCannotBePrintedIsRefused(String name) throws IOException {
        String placeholder = "x".repeat(name.length());
        Path zip = zip(Map.of(placeholder, new byte[3]));
        Zips.rename(zip, placeholder, name);

        assertEquals("a file in it has the name '" + name.replace("\u001b", "\\u001b") + "'", refused(zip));
    }

    @Test
    void aNameThatIsThereTwiceOrAFileAndAFolderIsRefused() throws IOException {
        Path twice = zip(Map.of("a.txt", new byte[3], "b.txt", new byte[4]));
        Zips.rename(twice, "b.txt", "a.txt");
        assertEquals("it has 'a.txt' twice", refused(twice));

        Path both = zip(Map.of("a.txt", new byte[3], "a.txt/b/c", new byte[4]));
        assertEquals("'a.txt' is a file and a folder in it", refused(both));
    }

    /** Whatever bit is changed: it is unpacked, or refused in one way. */
    @Test
    void everyChangedBitIsUnpackedOrRefused() throws IOException {
        Path zip = zip(Map.of("a.txt", random(100), "b/c.txt", random(50)));
        byte[] whole = Files.readAllBytes(zip);
        int refused = 0;
        for (int bit = 0; bit < 8 * whole.length; bit += 7) {
            Files.write(zip, ChangedBits.change(whole, bit));
            try {
                Unpacking.unpack(zip, temp.resolve("bits"));
            } catch (UserException e) {
                refused++;
            }
        }
        assertTrue(refused > 50, refused + " refused");
    }

    private String refused(Path zip) {
        var e = assertThrows(UserException.class, () -> Unpacking.unpack(zip, into()));
        assertEquals(zip.toString(), e.where());
        assertEquals("get the file again from its author", e.fix());
        assertTrue(e.problem().startsWith("not a bundle of ctbench: "), e.problem());
        return e.problem().substring("not a bundle of ctbench: ".length());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(5).nextBytes(bytes);
        return bytes;
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        return Zips.write(new TreeMap<>(files), temp.resolve("a.zip"));
    }

    private Path into() {
        return temp.resolve("into");
    }
}
