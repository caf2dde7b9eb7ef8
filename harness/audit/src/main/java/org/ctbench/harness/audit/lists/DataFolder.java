package org.ctbench.harness.audit.lists;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.ctbench.datasets.verify.DataStatus;

/**
 * A folder with imported lists, and perhaps with their images.
 *
 * @param folder the folder
 * @param cache where unpacked archives are kept
 * @param unpacked told the bytes read from archives since the last call
 * @param read told how many images were read since the last call
 */
public record DataFolder(Path folder, Path cache, LongConsumer unpacked, LongConsumer read) {
    public DataFolder {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(unpacked, "unpacked");
        Objects.requireNonNull(read, "read");
    }

    DataStatus.Places places() {
        return new DataStatus.Places(Optional.of(folder), folder, cache);
    }
}
