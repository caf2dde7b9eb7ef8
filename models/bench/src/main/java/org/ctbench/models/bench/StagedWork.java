package org.ctbench.models.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.bench.StageBenchmark.Subject;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.proof.LesionScene;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.twostage.TwoStageModel;
import org.ctbench.models.twostage.TwoStageTrainer;

/** What a two-stage model does with one image, by name; names are those of {@code affinity_torch.py}. */
final class StagedWork implements AutoCloseable {
    static final String CLASSIFICATION = "classification of one image";
    static final String STEP = "two-stage step";

    static final AdamSettings ADAM = new AdamSettings(1e-5, 0.9, 0.999, 1e-8, 1e-3);
    static final int CLASSES = 3;

    /** Detections at or below it are dropped, as torchvision does. */
    static final float SCORE = 0.05f;

    private final TwoStageModel model;
    private final TwoStageTrainer trainer;
    private final Map<String, Runnable> tasks = new LinkedHashMap<>();

    private StagedWork(TwoStageModel model, LesionScene scene) {
        this.model = model;
        trainer = TwoStageTrainer.begin(model, new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, Optional.of(scene), 1));
        LesionImage lesions = scene.image();
        Images image = lesions.image();
        tasks.put(CLASSIFICATION, () -> model.probabilities(image));
        model.as(Segmenter.class)
                .ifPresent(segmenter ->
                        tasks.put("segmentation of one image", () -> pasted(segmenter.segment(image, SCORE))));
        tasks.put("segmentation stage", () -> trainer.segment(lesions));
        tasks.put("classification stage", () -> trainer.classify(image, 1));
        tasks.put(STEP, () -> trainer.step(image, new int[] {1}));
    }

    /** @throws IllegalArgumentException if the subject is no two-stage model */
    static StagedWork of(Engine engine, Subject subject) {
        if (!subject.provider().makes(TwoStageModel.class)) {
            throw new IllegalArgumentException(subject.provider().id() + " is not trained in two stages");
        }
        Model model = subject.provider()
                .create(new ModelSpec(
                        new ModelForm(CLASSES, subject.size(), subject.size()), 1, engine, subject.options()));
        return new StagedWork(model.as(TwoStageModel.class).orElseThrow(), LesionScene.of(subject.size()));
    }

    private static void pasted(Detections found) {
        for (int lesion = 0; lesion < found.size(); lesion++) {
            found.probabilities(lesion);
        }
    }

    /** Everything, in a fixed order. */
    Map<String, Runnable> tasks() {
        return Collections.unmodifiableMap(tasks);
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
