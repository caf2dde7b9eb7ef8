package org.ctbench.harness.cli;

import java.nio.file.Path;
import org.ctbench.harness.device.CudaBuild;
import org.ctbench.harness.device.Gpus;
import org.ctbench.models.nd4j.Backend;
import org.ctbench.models.nd4j.EngineOptions;
import org.ctbench.models.nd4j.Nd4jEngine;
import org.ctbench.splits.UserException;

/** Opens the engine. */
final class Engines {
    private static final String LIBRARIES = "org.bytedeco.javacpp.cachedir";

    private Engines() {}

    /**
     * The engine on that many threads; its native libraries are unpacked into the cache folder.
     *
     * @throws UserException if the build computes on GPUs, and cannot here
     */
    static Nd4jEngine open(int threads, Path cacheFolder) {
        requireDevice();
        if (System.getProperty(LIBRARIES) == null) {
            System.setProperty(
                    LIBRARIES, cacheFolder.resolve("native").toAbsolutePath().toString());
        }
        try {
            return Nd4jEngine.open(EngineOptions.threads(threads));
        } catch (IllegalStateException e) {
            if (Backend.ofBuild() == Backend.CPU) {
                throw e;
            }
            throw new UserException(
                    e.getMessage(),
                    "--cuda",
                    "install CUDA 11.6 and cuDNN 8.3, or take them from Maven with --cuda-redist in place of --cuda"
                            + " (1.8 GB); or use the CPU: the same command without --cuda",
                    e);
        }
    }

    /**
     * Checks, without an engine, that the device of this build is there.
     *
     * @throws UserException if the build computes on GPUs, and there is none that it has code for
     */
    static void requireDevice() {
        if (Backend.ofBuild() == Backend.CUDA) {
            CudaBuild.require(Gpus.find());
        }
    }
}
