package org.ctbench.models.classifiers;

/**
 * Makes segmentation models of one kind. Implementations have a public constructor without arguments, for ServiceLoader.
 */
public interface SegmentationModelProvider extends ModelProvider {
    @Override
    Class<? extends SegmentationModel> modelClass();

    @Override
    SegmentationModel create(ModelSpec spec);
}
