package org.ctbench.splits.files;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a user's machine keeps what programs can make or download again. */
public final class CacheFolder {
    private static final String NAME = "ctbench";

    private CacheFolder() {}

    /**
     * The cache folder of ctbench for this user: {@code $XDG_CACHE_HOME/ctbench} or {@code ~/.cache/ctbench},
     * {@code ~/Library/Caches/ctbench} on macOS, {@code %LOCALAPPDATA%\ctbench} on Windows. It need not exist.
     */
    public static Path standard() {
        return of(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    static Path of(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        return folder(environment, "XDG_CACHE_HOME")
                .filter(Path::isAbsolute) // the XDG specification: relative ones are to be ignored
                .orElse(home.resolve(".cache"))
                .resolve(NAME);
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
