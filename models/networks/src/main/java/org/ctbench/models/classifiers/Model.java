package org.ctbench.models.classifiers;

import java.io.IOException;
import java.util.Optional;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightFile;

/** A network that the protocol trains, of either kind, with its memory. */
public interface Model extends Resumable, AutoCloseable {
    /** What computes. */
    Engine engine();

    /** The network: its parameters, mode and state. */
    Module module();

    /** This model as what it can do; empty if it cannot. A provider says so of all its models: {@link ModelProvider#makes}. */
    default <T> Optional<T> as(Class<T> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    /**
     * Takes over weights of another model as far as the two share parts, as a training from ImageNet weights begins.
     *
     * @throws IllegalArgumentException if this model has no part in common with that file
     */
    default void startFrom(WeightFile weights) {
        throw new IllegalArgumentException("this model cannot start from the weights of another");
    }

    /**
     * Takes all weights of a model of this kind, which another program may have written.
     *
     * @throws IOException if they do not fit; lists what does not
     */
    default void load(WeightFile weights) throws IOException {
        weights.into(module());
    }

    /** Begins a training with a fresh optimizer; the options say how, as far as the model's kind needs them. */
    Trainer trainer(TrainingOptions options);

    /** Frees the network's memory. */
    @Override
    void close();
}
