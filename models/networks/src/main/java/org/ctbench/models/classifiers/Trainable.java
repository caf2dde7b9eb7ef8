package org.ctbench.models.classifiers;

import org.ctbench.models.layers.Module;
import org.ctbench.models.train.Adam;

/**
 * A model in training, of either kind: all that decides its next step but the images.
 *
 * @param model what is trained
 * @param trainer a training of it
 */
public record Trainable(Model model, Trainer trainer) implements AutoCloseable {
    /** The network. */
    public Module module() {
        return model.module();
    }

    /** The optimizer. */
    public Adam optimizer() {
        return trainer.optimizer();
    }

    /**
     * One step: a classifier learns from the batch, and another model from the image with lesions.
     *
     * @throws java.util.NoSuchElementException if the image is needed and has no lesion
     */
    public StepLosses step(Images batch, int[] labels, LesionImage lesions) {
        return trainer instanceof ClassifierTrainer classifier
                ? classifier.step(batch, labels)
                : ((SegmentationTrainer) trainer).step(lesions).orElseThrow();
    }

    /** Closes the training, then the model. */
    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
