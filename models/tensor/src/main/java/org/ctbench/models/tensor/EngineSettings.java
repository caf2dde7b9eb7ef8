package org.ctbench.models.tensor;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What an engine is opened with.
 *
 * @param threads threads of the numerical kernels, at least 1
 * @param cacheFolder where an engine may unpack native libraries
 */
public record EngineSettings(int threads, Path cacheFolder) {
    public EngineSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
        }
        Objects.requireNonNull(cacheFolder, "cacheFolder");
    }
}
