package org.ctbench.harness.cli;

import java.nio.file.Path;
import org.ctbench.models.nd4j.EngineOptions;
import org.ctbench.models.nd4j.Nd4jEngine;

/** Opens the engine. */
final class Engines {
    private static final String LIBRARIES = "org.bytedeco.javacpp.cachedir";

    private Engines() {}

    /** The engine on that many threads; its native libraries are unpacked into the cache folder. */
    static Nd4jEngine open(int threads, Path cacheFolder) {
        if (System.getProperty(LIBRARIES) == null) {
            System.setProperty(
                    LIBRARIES, cacheFolder.resolve("native").toAbsolutePath().toString());
        }
        return Nd4jEngine.open(EngineOptions.threads(threads));
    }
}
