package org.ctbench.models.classifiers;

import java.util.Optional;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.Adam;
import org.ctbench.models.weights.WeightFile;

/** A model that segments lesions and does not classify images. */
public interface SegmentationModel extends Segmenter, AutoCloseable {
    /** What computes. */
    Engine engine();

    /** The network: its parameters, mode and state. */
    Module module();

    /**
     * Takes over weights of another model as far as the two share parts, as a training from ImageNet weights begins.
     *
     * @throws IllegalArgumentException if this model has no part in common with that file
     */
    void startFrom(WeightFile weights);

    /**
     * Begins a training with a fresh optimizer.
     *
     * @param seed seed of all that is random in training beside the order of the images
     */
    Trainer trainer(AdamSettings adam, long seed);

    /** Frees the network's memory. */
    @Override
    void close();

    /** One training with its optimizer. */
    interface Trainer extends Resumable, AutoCloseable {
        /**
         * Trains on one image; a negative one is passed over.
         *
         * @return the losses before the update, empty for a negative image
         */
        Optional<StepLosses> step(LesionImage image);

        /** The optimizer, for checkpoints. */
        Adam optimizer();

        /** Frees the optimizer's memory; the model stays. */
        @Override
        void close();
    }
}
