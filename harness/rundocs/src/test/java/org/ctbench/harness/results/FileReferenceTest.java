package org.ctbench.harness.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReferenceTest {
    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});

    @Test
    void namesAFileInTheFolder() {
        assertEquals("predictions/a/test.csv", new FileReference("predictions/a/test.csv", DIGEST).file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/../../x", "a/../x", "/etc/passwd", "a\0b"})
    void refusesWhatIsNoFileInTheFolder(String file) {
        var e = assertThrows(InvalidValue.class, () -> new FileReference(file, DIGEST));

        assertEquals("file", e.key());
        assertEquals("'" + file + "' is not a file in the folder of the run", e.problem());
    }
}
