package org.ctbench.harness.plan;

import java.util.List;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;

/** The models that plans can name: those on the class path. */
final class Models {
    private static final ModelRegistry REGISTRY = ModelRegistry.load();

    private Models() {}

    /** Their ids, sorted. */
    static List<String> ids() {
        return REGISTRY.ids();
    }

    /**
     * The model of that id.
     *
     * @throws IllegalArgumentException if there is none; lists the known ids
     */
    static ModelProvider get(String id) {
        return REGISTRY.get(id);
    }

    /** The class of the model's options. */
    static Class<? extends ModelOptions> optionsOf(ModelProvider model) {
        return model.options().getClass();
    }
}
