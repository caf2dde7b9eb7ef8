package org.ctbench.harness.cli;

import java.nio.file.Path;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.models.tensor.EngineSettings;
import org.ctbench.models.tensor.EngineUnavailableException;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Suggestion;

/** Opens engines by their names. */
final class Engines {
    /** The engine of commands that run no plan; plans name theirs, which by default is the same. */
    static final String STANDARD = "nd4j";

    /** The engine that needs no native library. */
    static final String PURE = "exact";

    private Engines() {}

    /** @throws UserException if there is no engine of that name */
    static EngineProvider provider(String id) {
        EngineRegistry registry = EngineRegistry.load();
        if (!registry.ids().contains(id)) {
            throw new UserException("no engine '" + id + "'", "--engine", Suggestion.hint(id, registry.ids()));
        }
        return registry.get(id);
    }

    /**
     * The engine of a name on that many threads.
     *
     * @param cacheFolder where it may unpack native libraries
     * @throws UserException if there is no such engine, it cannot compute here, or nothing can be loaded from the cache
     * @throws java.io.UncheckedIOException if the cache folder cannot be written
     */
    static Engine open(String id, int threads, Path cacheFolder) {
        EngineProvider provider = provider(id);
        try {
            return provider.open(new EngineSettings(threads, cacheFolder));
        } catch (EngineUnavailableException e) {
            throw unavailable(id, e);
        } catch (IllegalStateException e) {
            NativeFolder.explain(cacheFolder, e);
            throw e;
        }
    }

    /**
     * Checks, without an engine, that its device is there.
     *
     * @throws UserException if there is no such engine, or its device is not there
     */
    static void requireDevice(String id) {
        try {
            provider(id).requireDevice();
        } catch (EngineUnavailableException e) {
            throw unavailable(id, e);
        }
    }

    private static UserException unavailable(String id, EngineUnavailableException e) {
        return new UserException(e.getMessage(), "engine " + id, e.fix(), e);
    }
}
