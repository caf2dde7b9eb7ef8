package org.ctbench.splits.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    private static final Path HOME = Path.of("/home/me");

    @Test
    void liesWhereTheSystemKeepsCaches() {
        assertEquals(Path.of("/home/me/.cache/ctbench"), CacheFolder.of("Linux", HOME, Map.of()));
        assertEquals(Path.of("/home/me/Library/Caches/ctbench"), CacheFolder.of("Mac OS X", HOME, Map.of()));
        assertEquals(Path.of("/home/me/AppData/Local/ctbench"), CacheFolder.of("Windows 11", HOME, Map.of()));
    }

    @Test
    void followsTheVariablesOfTheSystem() {
        assertEquals(Path.of("/fast/ctbench"), CacheFolder.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "/fast")));
        assertEquals(Path.of("/fast/ctbench"), CacheFolder.of("Windows 11", HOME, Map.of("LOCALAPPDATA", "/fast")));
    }

    @Test
    void ignoresARelativeOrEmptyVariable() {
        assertEquals(
                Path.of("/home/me/.cache/ctbench"), CacheFolder.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "fast")));
        assertEquals(Path.of("/home/me/.cache/ctbench"), CacheFolder.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "")));
    }
}
