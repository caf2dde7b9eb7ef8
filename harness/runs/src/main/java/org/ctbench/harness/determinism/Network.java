package org.ctbench.harness.determinism;

import java.util.Map;
import java.util.Optional;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationTrainer;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.Trainable;
import org.ctbench.models.classifiers.Trainer;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.proof.LesionScene;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;

/** A model in training on generated images, of either kind. */
final class Network implements AutoCloseable {
    /** The paper's optimizer. */
    private static final AdamSettings ADAM = new AdamSettings(1e-5, 0.9, 0.999, 1e-8, 1e-3);

    /** Seed of everything. */
    private static final long SEED = 1;

    /** Detections at or below it are dropped, as torchvision does. */
    private static final float SCORE = 0.05f;

    private final GeneratedImages images;
    private final LesionScene scene;
    private final Trainable trainable;

    Network(Engine engine, Subject subject) {
        images = new GeneratedImages(subject.batch(), subject.size());
        scene = LesionScene.of(subject.size());
        Model model = subject.provider().create(new ModelSpec(subject.form(), SEED, engine, subject.options()));
        Optional<LesionImages> lesions = subject.provider().needsLesions() ? Optional.of(scene) : Optional.empty();
        trainable = new Trainable(model, model.trainer(new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, lesions, SEED)));
    }

    Trainable trainable() {
        return trainable;
    }

    /** One step, from 1; losses by name. */
    Map<String, Double> step(int step) {
        Trainer trainer = trainable.trainer();
        StepLosses losses = trainer instanceof ClassifierTrainer classifier
                ? classifier.step(images.batch(step), images.labels(step))
                : ((SegmentationTrainer) trainer).step(scene.image()).orElseThrow(); // the scene has lesions to learn
        return losses.byName();
    }

    /** Probabilities for the images of a step, row by row, or scores of the lesions found. */
    float[] evaluate(int step) {
        if (trainable.model() instanceof ImageClassifier classifier) {
            float[][] rows = classifier.probabilities(images.batch(step));
            float[] flat = new float[rows.length * GeneratedImages.CLASSES];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = rows[i / GeneratedImages.CLASSES][i % GeneratedImages.CLASSES];
            }
            return flat;
        }
        return ((Segmenter) trainable.model())
                .segment(scene.image().image(), SCORE)
                .scores();
    }

    @Override
    public void close() {
        trainable.close();
    }
}
