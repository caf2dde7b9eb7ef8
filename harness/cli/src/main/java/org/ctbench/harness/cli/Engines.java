package org.ctbench.harness.cli;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.ctbench.harness.plan.EngineNames;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.models.tensor.EngineSettings;
import org.ctbench.models.tensor.EngineUnavailableException;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Opens engines by their names. */
final class Engines {
    /** How to get the engine that a build may lack; its libraries were measured on Linux x86-64. */
    static final String GET_ND4J = "./ctbench --nd4j COMMAND ... (downloads 138 MB once)";

    private Engines() {}

    /** @throws UserException if there is no engine of that name, or this build lacks it */
    static EngineProvider provider(String id) {
        return provider(id, "--engine", "; or compute with the engine exact: --engine exact");
    }

    /**
     * The provider of an engine that an option names.
     *
     * @param instead what the user can do without the engine nd4j
     * @throws UserException if there is no engine of that name, or this build lacks it
     */
    static EngineProvider provider(String id, String option, String instead) {
        EngineRegistry registry = EngineRegistry.load();
        if (registry.ids().contains(id)) {
            return registry.get(id);
        }
        if (id.equals(EngineNames.ND4J)) {
            throw new UserException(
                    "the engine nd4j is not part of this build",
                    "engine nd4j",
                    "start ctbench with it: " + GET_ND4J + instead);
        }
        throw new UserException("no engine '" + id + "'", option, Suggestion.hint(id, EngineNames.all()));
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

    /** Name and version of each library that touches a number. */
    static String libraries(EngineInfo info) {
        return info.libraries().entrySet().stream()
                .map(library -> library.getKey() + " " + library.getValue())
                .collect(Collectors.joining(", "));
    }

    private static UserException unavailable(String id, EngineUnavailableException e) {
        return new UserException(e.getMessage(), "engine " + id, e.fix(), e);
    }
}
