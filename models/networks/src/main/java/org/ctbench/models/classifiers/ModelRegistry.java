package org.ctbench.models.classifiers;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.ctbench.splits.documents.UserException;

/** The models that can be named in a plan. */
public final class ModelRegistry {
    private final TreeMap<String, ModelProvider> byId = new TreeMap<>();

    private ModelRegistry(Iterable<ModelProvider> providers) {
        for (ModelProvider provider : providers) {
            ModelProvider other = byId.put(provider.id(), provider);
            if (other != null) {
                throw new UserException(
                        "two models are called '" + provider.id() + "'",
                        place(other) + " and " + place(provider),
                        "give yours another id, or leave one of the jars out");
            }
        }
    }

    /**
     * All providers on the class path, those of jars of others included.
     *
     * @throws UserException if one cannot be loaded, or two have one id
     */
    public static ModelRegistry load() {
        try {
            return new ModelRegistry(ServiceLoader.load(ModelProvider.class));
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new UserException(
                    "a model of a jar cannot be loaded: " + e.getMessage(),
                    "class path",
                    "build the jar against this version of ctbench, with all that its models need",
                    e);
        }
    }

    private static String place(ModelProvider provider) {
        return provider.getClass().getName() + " in "
                + provider.getClass().getProtectionDomain().getCodeSource().getLocation();
    }

    /**
     * These providers.
     *
     * @throws UserException if two have one id
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
