package org.ctbench.harness.cli;

import java.nio.file.Path;

/** Default folders. */
final class Folders {
    private Folders() {}

    /** Where decoded slices are kept: {@code $XDG_CACHE_HOME/ctbench} or {@code ~/.cache/ctbench}. */
    static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("ctbench");
    }
}
