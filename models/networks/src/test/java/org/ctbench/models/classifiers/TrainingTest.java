package org.ctbench.models.classifiers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.resnet.ResNetProvider;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ResNet18 on 32x32 images whose class is the third of the rows that is bright. */
@Tag("slow")
class TrainingTest {
    private static final int SIZE = 32;
    private static final int CLASSES = 3;
    private static final int BATCH = 9;
    private static final AdamSettings ADAM = new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 1e-3);

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource
    void learnsASeparableProblemInAFewSteps(ImageLoss loss) {
        try (ImageClassifier model = model(1)) {
            double first = train(model, loss, 1).image();
            double last = train(model, loss, 14).image();

            assertTrue(last < first / 4, () -> "loss went from " + first + " to " + last);
            assertEquals(1.0, accuracy(model, batch(0)));
            assertEquals(1.0, accuracy(model, batch(1_000))); // unseen
        }
    }

    @Test
    void givesTheSameWeightsForTheSameSeedAndOthersForAnother() {
        assertEquals(digestAfterTwoSteps(1), digestAfterTwoSteps(1));
        assertNotEquals(digestAfterTwoSteps(1), digestAfterTwoSteps(2));
    }

    @Test
    void keepsEverythingButTheHeadWhenTheHeadIsReplaced() {
        try (ImageClassifier model = model(1)) {
            float[] stem = values(model, "conv1.weight");
            float[] head = values(model, "fc.weight");

            model.replaceHead(2, 1);

            assertEquals(2, model.classes());
            assertArrayEquals(stem, values(model, "conv1.weight"));
            assertArrayEquals(new int[] {2, 512}, parameter(model, "fc.weight").shape());
            assertNotEquals(head[0], values(model, "fc.weight")[0]);
            assertEquals(2, model.probabilities(batch(0))[0].length);
            try (ClassifierTrainer trainer =
                    model.trainer(new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, Optional.empty(), 1))) {
                assertTrue(trainer.step(batch(0), new int[BATCH]).image() > 0);
            }
        }
    }

    @Test
    void trainsOnlyWhatIsNotFrozen() {
        try (ImageClassifier model = model(1)) {
            model.module().requiresGrad(false);
            parameter(model, "fc.weight").trainable(true);
            float[] stem = values(model, "conv1.weight");
            float[] head = values(model, "fc.weight");

            train(model, ImageLoss.BCE_ONEHOT, 1);

            assertArrayEquals(stem, values(model, "conv1.weight"));
            assertNotEquals(head[0], values(model, "fc.weight")[0]);
        }
    }

    @Test
    void givesProbabilitiesByRunningStatisticsThatDoNotDependOnTheBatch() {
        try (ImageClassifier model = model(1)) {
            train(model, ImageLoss.BCE_ONEHOT, 2);
            Images all = batch(0);
            int pixels = Images.CHANNELS * SIZE * SIZE;
            Images alone = Images.unnamed(Arrays.copyOf(all.values(), pixels), 1, SIZE, SIZE);

            float[] together = model.probabilities(all)[0];
            float[] single = model.probabilities(alone)[0];

            assertEquals(Mode.EVAL, model.module().mode());
            assertArrayEquals(together, single, 1e-5f);
            assertEquals(1, together[0] + together[1] + together[2], 1e-6);
        }
    }

    @Test
    void stopsBeforeTheUpdateWhenTheLossIsNotANumber() {
        try (ImageClassifier model = model(1);
                ClassifierTrainer trainer =
                        model.trainer(new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, Optional.empty(), 1))) {
            Images broken = batch(0);
            broken.values()[7] = Float.NaN;
            float[] head = values(model, "fc.weight");

            var e = assertThrows(DivergedException.class, () -> trainer.step(broken, labels()));

            assertEquals("the image loss is NaN", e.getMessage());
            assertArrayEquals(head, values(model, "fc.weight"));
        }
    }

    @Test
    void refusesProbabilitiesThatAreNotNumbers() {
        try (ImageClassifier model = model(1)) {
            parameter(model, "fc.bias").variable().set(new float[] {Float.NaN, 0, 0});

            var e = assertThrows(DivergedException.class, () -> model.probabilities(batch(0)));

            assertEquals("the probabilities of image 0 of the batch are [NaN, NaN, NaN]", e.getMessage());
        }
    }

    private static String digestAfterTwoSteps(long seed) {
        try (ImageClassifier model = model(seed)) {
            train(model, ImageLoss.BCE_ONEHOT, 2);
            return WeightDigest.of(model.module());
        }
    }

    private static ImageClassifier model(long seed) {
        return new ResNetProvider.ResNet18()
                .create(new ModelSpec(new ModelForm(CLASSES, SIZE, SIZE), seed, engine, new ModelOptions.None()));
    }

    private static StepLosses train(ImageClassifier model, ImageLoss loss, int steps) {
        try (ClassifierTrainer trainer = model.trainer(new TrainingOptions(ADAM, loss, Optional.empty(), 1))) {
            StepLosses last = StepLosses.image(Double.MAX_VALUE);
            for (int step = 0; step < steps; step++) {
                last = trainer.step(batch(step), labels());
            }
            return last;
        }
    }

    private static double accuracy(ImageClassifier model, Images images) {
        float[][] probabilities = model.probabilities(images);
        int right = 0;
        for (int i = 0; i < probabilities.length; i++) {
            float[] p = probabilities[i];
            int best = p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2;
            right += best == i % CLASSES ? 1 : 0;
        }
        return (double) right / probabilities.length;
    }

    private static int[] labels() {
        int[] labels = new int[BATCH];
        Arrays.setAll(labels, i -> i % CLASSES);
        return labels;
    }

    private static Images batch(int number) {
        SeededRandom noise = SeededRandom.ofModel(number, "noise");
        float[] values = new float[BATCH * Images.CHANNELS * SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            int image = i / (Images.CHANNELS * SIZE * SIZE);
            int row = i / SIZE % SIZE;
            boolean bright = row * CLASSES / SIZE == image % CLASSES;
            values[i] = (float) ((bright ? 1 : -1) + 0.5 * noise.nextGaussian());
        }
        return Images.unnamed(values, BATCH, SIZE, SIZE);
    }

    private static float[] values(ImageClassifier model, String name) {
        return parameter(model, name).variable().toArray();
    }

    private static Parameter parameter(ImageClassifier model, String name) {
        return model.module().parameters().get(name);
    }
}
