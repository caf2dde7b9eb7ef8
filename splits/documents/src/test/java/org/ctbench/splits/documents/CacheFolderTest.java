package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    private static final String HOME = "/home/me";

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
    void theVariableHomeCountsBeforeWhatTheSystemSaysOfTheUser() {
        assertEquals(Path.of("/users/me/.cache/ctbench"), CacheFolder.of("Linux", HOME, Map.of("HOME", "/users/me")));
        assertEquals(Path.of("/users/me/.cache/ctbench"), CacheFolder.of("Linux", "?", Map.of("HOME", "/users/me")));
        assertEquals(Path.of("/home/me/.cache/ctbench"), CacheFolder.of("Linux", HOME, Map.of("HOME", "work")));
    }

    @Test
    void aUserWithoutHomeIsToldSoWhereNothingElseNamesTheFolder() {
        assertEquals(Path.of("/fast/ctbench"), CacheFolder.of("Linux", "?", Map.of("XDG_CACHE_HOME", "/fast")));

        var e = assertThrows(UserException.class, () -> CacheFolder.of("Linux", "?", Map.of("HOME", "")));

        assertEquals("this user has no home folder, and so no cache folder", e.problem());
        assertEquals("set HOME or XDG_CACHE_HOME to the full path of a folder in which you may write", e.fix());
    }

    @Test
    void ignoresARelativeOrEmptyVariable() {
        assertEquals(
                Path.of("/home/me/.cache/ctbench"), CacheFolder.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "fast")));
        assertEquals(Path.of("/home/me/.cache/ctbench"), CacheFolder.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "")));
    }
}
