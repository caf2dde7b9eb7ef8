package org.ctbench.models.classifiers;

import org.ctbench.models.tensor.Engine;

/**
 * Makes segmentation models of one kind. Implementations have a public constructor without arguments, for ServiceLoader.
 */
public interface SegmentationModelProvider extends ModelProvider {
    /**
     * A model with initial weights.
     *
     * @param engine what computes
     * @param seed seed of the initial weights
     * @throws IllegalArgumentException if the options are not of the class of {@link #options()}
     */
    SegmentationModel create(Engine engine, long seed, ModelOptions options);
}
