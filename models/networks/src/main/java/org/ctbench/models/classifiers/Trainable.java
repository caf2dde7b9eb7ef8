package org.ctbench.models.classifiers;

import java.security.MessageDigest;
import org.ctbench.models.layers.Module;
import org.ctbench.models.train.Adam;
import org.ctbench.models.weights.TrainingFile;
import org.ctbench.splits.documents.Sha256;

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
     * Digest of all that decides the next step but the images: the tensors of a checkpoint, as {@link TrainingFile#digest} takes
     * them, then the counts that the {@code model} keeps and those that the {@code trainer} keeps, as {@link TrainingFile#add}
     * takes them.
     */
    public Sha256 digest() {
        MessageDigest sha = TrainingFile.digest(module(), optimizer());
        TrainingFile.add(sha, "model", model.state());
        TrainingFile.add(sha, "trainer", trainer.state());
        return Sha256.finish(sha);
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
