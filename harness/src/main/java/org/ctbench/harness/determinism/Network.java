package org.ctbench.harness.determinism;

import java.util.Map;
import java.util.Optional;
import org.ctbench.models.bench.LesionScene;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ClassifierSpec;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationModelProvider;
import org.ctbench.models.classifiers.Trainer;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.Adam;
import org.ctbench.models.train.ImageLoss;

/** A model in training, of either kind. */
interface Network extends AutoCloseable {
    /** The paper's optimizer. */
    AdamSettings ADAM = new AdamSettings(1e-5, 0.9, 0.999, 1e-8, 1e-3);

    /** Seed of everything. */
    long SEED = 1;

    /** Detections at or below it are dropped, as torchvision does. */
    float SCORE = 0.05f;

    Module module();

    Adam optimizer();

    /** One step, from 1; losses by name. */
    Map<String, Double> step(int step);

    /** Probabilities for the images of a step, row by row. */
    float[] evaluate(int step);

    @Override
    void close();

    static Network of(Engine engine, Subject subject) {
        if (subject.provider() instanceof ClassifierProvider provider) {
            return classifier(engine, provider, subject);
        }
        if (subject.provider() instanceof SegmentationModelProvider provider) {
            return segmenter(engine, provider, subject);
        }
        throw new IllegalArgumentException(
                subject.provider().id() + " is neither a classifier nor a segmentation model");
    }

    private static Network classifier(Engine engine, ClassifierProvider provider, Subject subject) {
        GeneratedImages images = new GeneratedImages(subject.batch(), subject.size());
        Optional<LesionImages> lesions =
                provider.needsLesions() ? Optional.of(LesionScene.of(subject.size())) : Optional.empty();
        ImageClassifier model =
                provider.create(new ClassifierSpec(GeneratedImages.CLASSES, SEED, engine, subject.options()));
        Trainer trainer = model.trainer(new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, lesions, SEED));
        return new Network() {
            @Override
            public Module module() {
                return model.module();
            }

            @Override
            public Adam optimizer() {
                return trainer.optimizer();
            }

            @Override
            public Map<String, Double> step(int step) {
                return trainer.step(images.batch(step), images.labels(step)).byName();
            }

            @Override
            public float[] evaluate(int step) {
                float[][] rows = model.probabilities(images.batch(step));
                float[] flat = new float[rows.length * GeneratedImages.CLASSES];
                for (int i = 0; i < flat.length; i++) {
                    flat[i] = rows[i / GeneratedImages.CLASSES][i % GeneratedImages.CLASSES];
                }
                return flat;
            }

            @Override
            public void close() {
                trainer.close();
                model.close();
            }
        };
    }

    private static Network segmenter(Engine engine, SegmentationModelProvider provider, Subject subject) {
        LesionScene scene = LesionScene.of(subject.size());
        SegmentationModel model = provider.create(engine, SEED, subject.options());
        SegmentationModel.Trainer trainer = model.trainer(ADAM, SEED);
        return new Network() {
            @Override
            public Module module() {
                return model.module();
            }

            @Override
            public Adam optimizer() {
                return trainer.optimizer();
            }

            @Override
            public Map<String, Double> step(int step) {
                return trainer.step(scene.image()).orElseThrow().byName(); // the scene has lesions to learn
            }

            @Override
            public float[] evaluate(int step) {
                return model.segment(scene.image().image(), SCORE).scores();
            }

            @Override
            public void close() {
                trainer.close();
                model.close();
            }
        };
    }
}
