package org.ctbench.models.classifiers;

import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The models that can be named in a plan. */
public final class ModelRegistry {
    private final TreeMap<String, ModelProvider> byId = new TreeMap<>();

    private ModelRegistry(Iterable<ModelProvider> providers) {
        for (ModelProvider provider : providers) {
            ModelProvider other = byId.put(provider.id(), provider);
            if (other != null) {
                throw new IllegalArgumentException("two providers are called '" + provider.id() + "': "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
    }

    /** All providers on the class path. */
    public static ModelRegistry load() {
        return new ModelRegistry(ServiceLoader.load(ModelProvider.class));
    }

    /**
     * These providers.
     *
     * @throws IllegalArgumentException if two have one id
     */
    public static ModelRegistry of(List<ModelProvider> providers) {
        return new ModelRegistry(providers);
    }

    /** Known names, sorted. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The providers, sorted by id. */
    public List<ModelProvider> providers() {
        return List.copyOf(byId.values());
    }

    /**
     * The provider of that name.
     *
     * @throws IllegalArgumentException if there is none; lists the known names
     */
    public ModelProvider get(String id) {
        ModelProvider provider = byId.get(id);
        if (provider == null) {
            throw new IllegalArgumentException("no model '" + id + "'; known: " + String.join(", ", byId.keySet()));
        }
        return provider;
    }
}
