package org.ctbench.datasets.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder of all that ctbench caches. */
public final class CacheFolder {
    private CacheFolder() {}

    /**
     * What the caches of slices and of unpacked archives hold.
     *
     * @param folder the cache folder
     * @param files files in it
     * @param bytes their length; packs are made longer in steps of 16 MiB, so the disk may hold less
     */
    public record Usage(Path folder, int files, long bytes) {}

    /**
     * Where the cache is if the user names no other: {@code ctbench} in the user's folder for caches, which is
     * {@code ~/Library/Caches} on macOS, {@code AppData\Local} on Windows and {@code ~/.cache} elsewhere.
     */
    public static Path standard() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        if (system.contains("mac")) {
            return home.resolve("Library/Caches/ctbench");
        }
        if (system.contains("windows")) {
            return home.resolve("AppData/Local/ctbench");
        }
        return home.resolve(".cache/ctbench");
    }

    /** What is in a cache folder; one that is not there is empty. */
    public static Usage usage(Path cacheFolder) throws IOException {
        if (!Files.isDirectory(cacheFolder)) {
            return new Usage(cacheFolder, 0, 0);
        }
        int files = 0;
        long bytes = 0;
        try (Stream<Path> all = Files.walk(cacheFolder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                bytes += Files.size(file);
            }
        }
        return new Usage(cacheFolder, files, bytes);
    }
}
