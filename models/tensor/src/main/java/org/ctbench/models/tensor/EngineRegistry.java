package org.ctbench.models.tensor;

import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The engines that can be named in a plan. */
public final class EngineRegistry {
    private final TreeMap<String, EngineProvider> byId = new TreeMap<>();

    private EngineRegistry(Iterable<EngineProvider> providers) {
        for (EngineProvider provider : providers) {
            EngineProvider other = byId.put(provider.id(), provider);
            if (other != null) {
                throw new IllegalArgumentException("two engines are called '" + provider.id() + "': "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
    }

    /** All providers on the class path. */
    public static EngineRegistry load() {
        return new EngineRegistry(ServiceLoader.load(EngineProvider.class));
    }

    /** Known names, sorted. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /**
     * The provider of that name.
     *
     * @throws IllegalArgumentException if there is none; lists the known names
     */
    public EngineProvider get(String id) {
        EngineProvider provider = byId.get(id);
        if (provider == null) {
            throw new IllegalArgumentException("no engine '" + id + "'; known: " + String.join(", ", byId.keySet()));
        }
        return provider;
    }
}
