package org.ctbench.models.classifiers;

/** A model that segments lesions and does not classify images. */
public interface SegmentationModel extends Model, Segmenter, LearnsLesions {
    /** Begins a training with a fresh optimizer; uses the hyperparameters and the seed of the options. */
    @Override
    SegmentationTrainer trainer(TrainingOptions options);
}
