package org.ctbench.models.classifiers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.weights.WeightFile;

/** Makes models of one kind; plans name them by id. */
public interface ModelProvider {
    /** Name in plans: {@code resnet18}. */
    String id();

    /** One line for people. */
    String summary();

    /** The model's options with their standard values; the class is that of the options that the model takes. */
    default ModelOptions options() {
        return new ModelOptions.None();
    }

    /**
     * The class of its models. Its interfaces say what they can do ({@link ImageClassifier}, {@link Segmenter}) and need
     * ({@link LearnsLesions}); nothing else does.
     */
    Class<? extends Model> modelClass();

    /** Whether its models can do what an interface stands for; {@link Model#as} then gives it. */
    default boolean makes(Class<?> capability) {
        return capability.isAssignableFrom(modelClass());
    }

    /**
     * Name and version of the libraries that compute its networks in place of the engine, whose arithmetic they do not have;
     * empty if the engine computes all.
     */
    default Map<String, String> libraries() {
        return Map.of();
    }

    /**
     * A model with initial weights.
     *
     * @throws IllegalArgumentException if the options are not of the class of {@link #options()}
     */
    Model create(ModelSpec spec);

    /**
     * How weights that another program wrote fit this model, with classes and options as their shapes show them. Never fails
     * for weights of any kind; empty if this model takes none of others.
     *
     * @param otherwise options for what shapes do not show, of the class of {@link #options()}
     */
    default Optional<WeightFit> fit(WeightFile weights, ModelOptions otherwise) {
        return Optional.empty();
    }

    /** What weights that fit this model say about how they were trained. */
    default List<WeightAnswer> examine(WeightFile weights) {
        return List.of();
    }

    /**
     * What would be made; needs no engine.
     *
     * @param form classes and image size
     * @param options of the class of {@link #options()}
     * @throws IllegalArgumentException if the network cannot take such images
     */
    ModelDescription describe(ModelForm form, ModelOptions options);
}
