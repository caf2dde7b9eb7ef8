package org.ctbench.harness.determinism;

import java.util.Map;
import java.util.Optional;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.Trainable;
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
        Optional<LesionImages> lesions = model.as(LearnsLesions.class).map(learns -> scene);
        trainable = new Trainable(model, model.trainer(new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, lesions, SEED)));
    }

    Trainable trainable() {
        return trainable;
    }

    /** One step, from 1; losses by name. */
    Map<String, Double> step(int step) {
        return trainable
                .step(images.batch(step), images.labels(step), scene.image())
                .byName();
    }

    /** Probabilities for the images of a step, row by row, or scores of the lesions found. */
    float[] evaluate(int step) {
        Optional<ImageClassifier> classifier = trainable.model().as(ImageClassifier.class);
        if (classifier.isEmpty()) {
            Segmenter segmenter = trainable.model().as(Segmenter.class).orElseThrow();
            return segmenter.segment(scene.image().image(), SCORE).scores();
        }
        float[][] rows = classifier.get().probabilities(images.batch(step));
        float[] flat = new float[rows.length * GeneratedImages.CLASSES];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows[i / GeneratedImages.CLASSES][i % GeneratedImages.CLASSES];
        }
        return flat;
    }

    @Override
    public void close() {
        trainable.close();
    }
}
