package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** SHA-256 of "abc": FIPS 180-4, example B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void agreesWithThePublishedExample() {
        assertEquals(ABC, Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)).hex());
        assertEquals("ba7816bf8f01", new Sha256(ABC).abbreviated());
    }

    @Test
    void aFileLargerThanTheBufferHasTheDigestOfItsBytes(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[(1 << 17) + 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Path file = Files.write(folder.resolve("file"), bytes);

        assertEquals(Sha256.of(bytes), Sha256.of(file));
    }

    @Test
    void isATextInDocuments() {
        record Pin(Sha256 digest) {}

        String yaml = Documents.toYaml(new Pin(new Sha256(ABC)));

        assertEquals("digest: " + ABC + "\n", yaml);
        assertEquals(
                new Sha256(ABC),
                Documents.parseYaml(yaml, "pin.yaml", Pin.class).digest());
    }

    @Test
    void aDigestThatIsNoneNamesItsKey() {
        record Pin(Sha256 digest) {}

        var e = assertThrows(UserException.class, () -> Documents.parseYaml("digest: ABC\n", "pin.yaml", Pin.class));

        assertEquals("digest: not a SHA-256 digest (64 lower-case hexadecimal digits): 'ABC'", e.problem());
        assertEquals("pin.yaml:1", e.where());
    }
}
