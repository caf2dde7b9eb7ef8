package org.ctbench.models.classifiers;

import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The classifiers that can be named in a plan. */
public final class ClassifierRegistry {
    private final TreeMap<String, ClassifierProvider> byId = new TreeMap<>();

    private ClassifierRegistry(Iterable<ClassifierProvider> providers) {
        for (ClassifierProvider provider : providers) {
            ClassifierProvider other = byId.put(provider.id(), provider);
            if (other != null) {
                throw new IllegalArgumentException("two providers are called '" + provider.id() + "': "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
    }

    /** All providers on the class path. */
    public static ClassifierRegistry load() {
        return new ClassifierRegistry(ServiceLoader.load(ClassifierProvider.class));
    }

    /**
     * These providers.
     *
     * @throws IllegalArgumentException if two have one id
     */
    public static ClassifierRegistry of(List<ClassifierProvider> providers) {
        return new ClassifierRegistry(providers);
    }

    /** Known names, sorted. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** The providers, sorted by id. */
    public List<ClassifierProvider> providers() {
        return List.copyOf(byId.values());
    }

    /**
     * The provider of that name.
     *
     * @throws IllegalArgumentException if there is none; lists the known names
     */
    public ClassifierProvider get(String id) {
        ClassifierProvider provider = byId.get(id);
        if (provider == null) {
            throw new IllegalArgumentException("no model '" + id + "'; known: " + String.join(", ", byId.keySet()));
        }
        return provider;
    }
}
