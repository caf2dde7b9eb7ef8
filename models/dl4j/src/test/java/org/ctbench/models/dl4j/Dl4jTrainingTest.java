package org.ctbench.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Dl4jTrainingTest {
    private static final int SIDE = 32;
    private static final int CLASSES = 3;
    private static final int BATCH = 9;
    private static final int[] LABELS = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    private static final TrainingOptions OPTIONS = new TrainingOptions(
            new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 1e-3), ImageLoss.BCE_ONEHOT, Optional.empty(), 1);

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    @Tag("slow")
    void darkCovidNetTellsUnseenImagesApart() {
        try (ImageClassifier model = model(new DarkCovidNetProvider())) {
            double first = train(model, 1);
            double last = train(model, 40);

            assertTrue(last < first / 4, () -> "loss went from " + first + " to " + last);
            assertEquals(BATCH, right(model, batch(1_000)));
        }
    }

    @Test
    void initialWeightsAreOfTheProtocolsStreams() {
        try (ImageClassifier model = model(new SmallNetwork())) {
            float[] weights = parameter(model, "conv.W").variable().toArray();

            SeededRandom stream = SeededRandom.ofModel(7, "conv.W");
            double deviation = Math.sqrt(2.0 / (3 * 9 + 4 * 9)); // XAVIER, DL4J's standard
            for (float weight : weights) {
                assertEquals((float) (deviation * stream.nextGaussian()), weight);
            }
            assertArrayEquals(
                    new float[CLASSES], parameter(model, "linear.b").variable().toArray());
        }
    }

    @Test
    void theExampleLearns() {
        try (ImageClassifier model = model(new MyNetwork())) {
            double first = train(model, 1);
            double last = train(model, 10);

            assertTrue(last < first / 2, () -> "loss went from " + first + " to " + last);
        }
    }

    @Test
    void computesWithWeightsThatWereWrittenIntoTheModule() {
        try (ImageClassifier model = model(new SmallNetwork())) {
            float before = model.probabilities(batch(0))[0][0];

            parameter(model, "linear.b").variable().set(new float[] {100, 0, 0});

            assertTrue(before < 0.99, "before: " + before);
            assertEquals(1, model.probabilities(batch(0))[0][0], 1e-6);
        }
    }

    @Test
    void trainsOnlyWhatIsNotFrozen() {
        try (ImageClassifier model = model(new SmallNetwork())) {
            model.module().requiresGrad(false);
            parameter(model, "linear.W").trainable(true);
            float[] convolution = parameter(model, "conv.W").variable().toArray();
            float[] linear = parameter(model, "linear.W").variable().toArray();

            train(model, 1);

            assertArrayEquals(convolution, parameter(model, "conv.W").variable().toArray());
            assertTrue(linear[0] != parameter(model, "linear.W").variable().toArray()[0]);
        }
    }

    @Test
    void stopsBeforeTheUpdateWhenTheLossIsNotANumber() {
        try (ImageClassifier model = model(new SmallNetwork());
                ClassifierTrainer trainer = model.trainer(OPTIONS)) {
            String before = WeightDigest.of(model.module());
            Images broken = batch(0);
            broken.values()[7] = Float.NaN;

            var e = assertThrows(DivergedException.class, () -> trainer.step(broken, LABELS));

            assertEquals("the image loss is NaN", e.getMessage());
            assertEquals(before, WeightDigest.of(model.module()));
        }
    }

    @Test
    void anotherHeadLeavesTheOtherWeights() {
        try (ImageClassifier model = model(new SmallNetwork())) {
            float[] convolution = parameter(model, "conv.W").variable().toArray();

            model.replaceHead(2, 1);
            train(model, 0);

            assertArrayEquals(convolution, parameter(model, "conv.W").variable().toArray());
            assertArrayEquals(new int[] {2}, parameter(model, "linear.b").shape());
            assertEquals(2, model.probabilities(batch(0))[0].length);
        }
    }

    private static ImageClassifier model(Dl4jProvider provider) {
        return provider.create(new ModelSpec(new ModelForm(CLASSES, SIDE, SIDE), 7, engine, new ModelOptions.None()));
    }

    /** The loss of the last step. */
    private static double train(ImageClassifier model, int steps) {
        double last = Double.MAX_VALUE;
        try (ClassifierTrainer trainer = model.trainer(OPTIONS)) {
            for (int step = 0; step < steps; step++) {
                last = trainer.step(batch(step), LABELS).image();
            }
        }
        return last;
    }

    private static int right(ImageClassifier model, Images images) {
        float[][] probabilities = model.probabilities(images);
        int right = 0;
        for (int i = 0; i < probabilities.length; i++) {
            float[] p = probabilities[i];
            int best = p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2;
            right += best == LABELS[i] ? 1 : 0;
        }
        return right;
    }

    /** Noise with a bright third of the rows, which tells the class. */
    private static Images batch(int number) {
        SeededRandom noise = SeededRandom.ofModel(number, "noise");
        float[] values = new float[BATCH * Images.CHANNELS * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int image = i / (Images.CHANNELS * SIDE * SIDE);
            int row = i / SIDE % SIDE;
            boolean bright = row * CLASSES / SIDE == LABELS[image];
            values[i] = (float) ((bright ? 1 : -1) + 0.5 * noise.nextGaussian());
        }
        return Images.unnamed(values, BATCH, SIDE, SIDE);
    }

    private static Parameter parameter(ImageClassifier model, String name) {
        return model.module().parameters().get(name);
    }
}
