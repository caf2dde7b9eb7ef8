package org.ctbench.splits.documents;

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
     * {@code ~/Library/Caches/ctbench} on macOS, {@code %LOCALAPPDATA%\ctbench} on Windows. It need not exist. The home folder
     * is {@code $HOME}, or else what the system says of the user.
     *
     * @throws UserException if nothing says where that is
     */
    public static Path standard() {
        return of(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    static Path of(String system, String userHome, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElseGet(
                            () -> home(userHome, environment).resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (name.startsWith("mac")) {
            return home(userHome, environment)
                    .resolve("Library")
                    .resolve("Caches")
                    .resolve(NAME);
        }
        return folder(environment, "XDG_CACHE_HOME")
                .orElseGet(() -> home(userHome, environment).resolve(".cache"))
                .resolve(NAME);
    }

    /** Java says {@code ?} of a user whom the system does not know, as many containers have. */
    private static Path home(String userHome, Map<String, String> environment) {
        return folder(environment, "HOME")
                .or(() -> Optional.of(Path.of(userHome)).filter(Path::isAbsolute))
                .orElseThrow(() -> new UserException(
                        "this user has no home folder, and so no cache folder",
                        "HOME",
                        "set HOME or XDG_CACHE_HOME to the full path of a folder in which you may write"));
    }

    /** The XDG specification: relative ones are to be ignored. */
    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
