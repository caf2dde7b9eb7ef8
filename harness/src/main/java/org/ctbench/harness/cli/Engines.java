package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
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
     * @throws UserException if the build computes on GPUs, and cannot here, or if nothing can be loaded from the cache
     * @throws UncheckedIOException if the cache folder cannot be written
     */
    static Nd4jEngine open(int threads, Path cacheFolder) {
        requireDevice();
        Path libraries = libraries(cacheFolder);
        try {
            return Nd4jEngine.open(EngineOptions.threads(threads));
        } catch (IllegalStateException e) {
            NativeFolder.explain(libraries, e);
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

    /** The folder of the libraries, made now: JavaCPP would go to another place without a word if it cannot. */
    private static Path libraries(Path cacheFolder) {
        if (System.getProperty(LIBRARIES) == null) {
            System.setProperty(
                    LIBRARIES, cacheFolder.resolve("native").toAbsolutePath().toString());
        }
        Path folder = Path.of(System.getProperty(LIBRARIES));
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
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
