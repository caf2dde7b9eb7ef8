package org.ctbench.harness.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.ctbench.splits.documents.UserException;

/** Reaches the clusters of one engine. */
public interface ClusterProvider {
    /** Name of the engine: {@code spark}. */
    String id();

    /**
     * Reaches a cluster.
     *
     * @param name what is done there, for its lists
     * @param address where it is, as the engine writes it
     * @param settings settings of the engine by their names
     * @throws UserException if the address or a setting is none of the engine, or nothing answers there
     */
    Cluster open(String name, String address, Map<String, String> settings);

    /** The provider of an engine; empty if the class path has none. */
    static Optional<ClusterProvider> of(String id) {
        return ServiceLoader.load(ClusterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals(id))
                .findFirst();
    }
}
