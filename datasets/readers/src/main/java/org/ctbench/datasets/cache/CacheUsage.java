package org.ctbench.datasets.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a cache folder holds.
 *
 * @param folder the cache folder
 * @param files files in it
 * @param bytes their length
 */
public record CacheUsage(Path folder, int files, long bytes) {
    /** Looks into a cache folder; one that is not there is empty. */
    public static CacheUsage of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new CacheUsage(folder, 0, 0);
        }
        int files = 0;
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files++;
                bytes += Files.size(file);
            }
        }
        return new CacheUsage(folder, files, bytes);
    }
}
