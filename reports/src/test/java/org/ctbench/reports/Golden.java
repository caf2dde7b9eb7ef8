package org.ctbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file under {@code src/test/resources/golden}. */
final class Golden {
    private Golden() {}

    /** On a difference the actual text is left in {@code target/golden}, to be looked at and copied over. */
    static void assertMatches(String name, String actual) throws IOException {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            String expected = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!expected.equals(actual)) {
                Path copy = Path.of("target", "golden", name);
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, actual);
                assertEquals(
                        expected.lines()
                                .filter(l -> actual.lines().noneMatch(l::equals))
                                .toList(),
                        actual.lines()
                                .filter(l -> expected.lines().noneMatch(l::equals))
                                .toList(),
                        name + " differs; the actual text is in target/golden");
            }
            assertEquals(expected.length(), actual.length(), name + " differs in the order of its lines");
        }
    }
}
