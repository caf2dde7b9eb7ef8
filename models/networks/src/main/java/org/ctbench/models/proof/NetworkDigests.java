package org.ctbench.models.proof;

import java.util.Map;
import java.util.Optional;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.affinity.AffinityProvider;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationTrainer;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.maskrcnn.MaskRcnnOptions;
import org.ctbench.models.maskrcnn.MaskRcnnProvider;
import org.ctbench.models.resnet.ResNetProvider;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.splits.random.SeededRandom;

/** Digests of networks: fresh weights, and weights and probabilities after steps of training on small images of noise. */
final class NetworkDigests {
    private static final int CLASSES = 3;
    private static final int CHANNELS = 32;
    private static final int STEPS = 2;
    private static final AdamSettings ADAM = new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 1e-3);

    private final Engine engine;
    private final Map<String, String> digests;
    private final LesionScene scene = LesionScene.of(64);

    NetworkDigests(Engine engine, Map<String, String> digests) {
        this.engine = engine;
        this.digests = digests;
    }

    void run() {
        ClassifierProvider resnet = new ResNetProvider.ResNet18();
        classifier("resnet18", resnet, resnet.options(), noise(2, 32), Optional.empty());
        Images one = noise(1, 64);
        classifier("affinity-8", new AffinityProvider(), affinity(), one, Optional.of(scene));
        maskRcnn();
    }

    private void classifier(
            String name,
            ClassifierProvider provider,
            ModelOptions options,
            Images images,
            Optional<LesionScene> lesions) {
        try (ImageClassifier model = provider.create(new ModelSpec(form(images), 1, engine, options))) {
            digests.put(name + ", fresh weights", WeightDigest.of(model.module()));
            TrainingOptions training = new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, lesions.map(l -> l), 1);
            try (ClassifierTrainer trainer = model.trainer(training)) {
                int[] labels = new int[images.count()];
                for (int step = 0; step < STEPS; step++) {
                    labels[0] = step % CLASSES;
                    trainer.step(images, labels);
                }
            }
            digests.put(name + ", trained weights", WeightDigest.of(model.module()));
            BitDigest probabilities = new BitDigest();
            for (float[] row : model.probabilities(images)) {
                probabilities.add(row);
            }
            digests.put(name + ", probabilities", probabilities.hex());
        }
    }

    private static ModelForm form(Images images) {
        return new ModelForm(CLASSES, images.height(), images.width());
    }

    private void maskRcnn() {
        MaskRcnnProvider provider = new MaskRcnnProvider();
        try (SegmentationModel model =
                provider.create(new ModelSpec(form(scene.image().image()), 1, engine, maskRcnnOptions()))) {
            try (SegmentationTrainer trainer =
                    model.trainer(new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, Optional.empty(), 1))) {
                for (int step = 0; step < STEPS; step++) {
                    trainer.step(scene.image());
                }
            }
            digests.put("maskrcnn, trained weights", WeightDigest.of(model.module()));
        }
    }

    /** The paper's model with fewer channels. */
    private static AffinityOptions affinity() {
        AffinityOptions full = AffinityOptions.standard(8);
        return new AffinityOptions(
                full.affinities(),
                full.backbone(),
                CHANNELS,
                CHANNELS,
                full.regions(),
                full.regionNms(),
                full.roiPad(),
                full.refinements(),
                full.sieve(),
                full.copy(),
                full.convReduceTrainable(),
                full.batchNorm(),
                full.affinityInit(),
                full.fpnInit(),
                full.detector());
    }

    private static MaskRcnnOptions maskRcnnOptions() {
        MaskRcnnOptions full = MaskRcnnOptions.standard();
        return new MaskRcnnOptions(
                full.backbone(), CHANNELS, CHANNELS, CHANNELS, full.train(), full.fpnInit(), full.detector());
    }

    private static Images noise(int n, int side) {
        SeededRandom random = SeededRandom.ofModel(1, "images " + n + " " + side);
        float[] values = new float[n * Images.CHANNELS * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Images.unnamed(values, n, side, side);
    }
}
