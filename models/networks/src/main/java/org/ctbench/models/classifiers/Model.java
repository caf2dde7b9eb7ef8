package org.ctbench.models.classifiers;

import java.io.IOException;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightFile;

/** A network that the protocol trains, of either kind, with its memory. */
public interface Model extends Resumable, AutoCloseable {
    /** What computes. */
    Engine engine();

    /** The network: its parameters, mode and state. */
    Module module();

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
