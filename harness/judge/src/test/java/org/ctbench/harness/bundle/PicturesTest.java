package org.ctbench.harness.bundle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final byte[] DERIVED = "<svg/>".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    @Test
    void equalFilesSayTheSameAndOthersDoNot() throws IOException {
        Path equal = Files.write(temp.resolve("equal.svg"), DERIVED);
        Path other = Files.writeString(temp.resolve("other.svg"), "<svg></svg>");

        assertTrue(Pictures.same("equal.svg", equal, DERIVED));
        assertFalse(Pictures.same("other.svg", other, DERIVED));
    }

    /** Java could not hold this file, so that reading it would fail. */
    @Test
    void aFileThatIsFarLongerThanTheDerivedOneIsNotRead() throws IOException {
        Path huge = temp.resolve("huge.svg");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(3L << 30);
        }

        assertFalse(Pictures.same("huge.svg", huge, DERIVED));
    }
}
