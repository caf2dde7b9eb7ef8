package org.ctbench.splits;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The lists as they are published, which lie beside the repository on some machines and are never part of it. */
public final class Upstream {
    private static final Path FOLDER = Path.of("../../../shared/data/upstream");

    private Upstream() {}

    /** Folder of the published lists; skips the test where it is missing. */
    public static Path folder() {
        assumeTrue(Files.isDirectory(FOLDER), "the published lists are not on this machine: " + FOLDER);
        return FOLDER;
    }
}
