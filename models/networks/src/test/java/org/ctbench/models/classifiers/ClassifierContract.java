package org.ctbench.models.classifiers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.weights.TrainingFile;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the protocol expects of a classifier that learns from labels alone. A baseline's test extends it; it computes with the
 * engine exact.
 */
public abstract class ClassifierContract {
    private static final int BATCH = 4;
    private static final int CLASSES = 3;
    private static final int[] LABELS = {0, 1, 2, 0};
    private static final AdamSettings ADAM = new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 1e-3);

    private Engine engine;

    /** Makes the baseline. */
    protected abstract ClassifierProvider provider();

    /** Rows and columns of the images. */
    protected int side() {
        return 64;
    }

    @BeforeEach
    final void openEngine() {
        engine = ExactEngine.open(1);
    }

    @AfterEach
    final void closeEngine() {
        engine.close();
    }

    @Test
    final void standsInItsRegistryUnderAnId() {
        assertTrue(
                provider().id().matches("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?"),
                provider().id());
        assertEquals(
                provider().getClass(),
                ModelRegistry.load().get(provider().id()).getClass(),
                "META-INF/services/" + ModelProvider.class.getName() + " does not name the provider");
    }

    @Test
    final void saysWhatItsModelsCanDo() {
        try (ImageClassifier model = model(1)) {
            assertEquals(model.getClass(), provider().modelClass());
        }
    }

    @Test
    final void isDescribedAsItIsMade() {
        ModelDescription described = provider().describe(form(), provider().options());
        try (ImageClassifier model = model(1)) {
            assertEquals(model.module().parameterCount(), described.parameters());
            assertEquals(CLASSES, model.classes());
        }
    }

    @Test
    final void probabilitiesAddUpToOne() {
        try (ImageClassifier model = model(1)) {
            float[][] rows = model.probabilities(images(0));
            assertEquals(BATCH, rows.length);
            for (float[] row : rows) {
                assertEquals(CLASSES, row.length);
                assertEquals(1, row[0] + row[1] + row[2], 1e-5);
            }
        }
    }

    /** In evaluation a prediction depends on its image alone. */
    @Test
    final void predictionsDoNotDependOnTheBatch() {
        try (ImageClassifier model = model(1)) {
            Images all = images(0);
            float[][] together = model.probabilities(all);
            int pixels = all.values().length / BATCH;
            for (int i = 0; i < BATCH; i++) {
                float[] one = Arrays.copyOfRange(all.values(), i * pixels, (i + 1) * pixels);
                Images alone =
                        new Images(one, 1, side(), side(), List.of(all.names().get(i)));
                assertArrayEquals(together[i], model.probabilities(alone)[0], 1e-6f);
            }
        }
    }

    @Test
    final void theSeedDecidesTheWeights() {
        assertEquals(digestAfterSteps(1, 1), digestAfterSteps(1, 1));
        assertNotEquals(digestAfterSteps(1, 0), digestAfterSteps(2, 0));
    }

    @Test
    final void learns() {
        try (ImageClassifier model = model(1);
                ClassifierTrainer trainer = model.trainer(training())) {
            double first = trainer.step(images(0), LABELS).image();
            double last = first;
            for (int i = 0; i < 20; i++) {
                last = trainer.step(images(0), LABELS).image();
            }
            assertTrue(last < first, "the loss of one batch went from " + first + " to " + last + " in 20 steps");
        }
    }

    @Test
    final void weightsCarryOver() throws IOException {
        try (ImageClassifier one = model(1);
                ImageClassifier other = model(2)) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            WeightFile.write(one.module(), Map.of(), file);
            other.load(WeightFile.read(new ByteArrayInputStream(file.toByteArray())));
            assertArrayEquals(one.probabilities(images(0)), other.probabilities(images(0)));
        }
    }

    /** A training that was stopped and goes on from a checkpoint ends with the bits of one that was not. */
    @Test
    final void resumesToTheSameBits() throws IOException {
        ByteArrayOutputStream checkpoint = new ByteArrayOutputStream();
        Map<String, Long> ofModel;
        Map<String, Long> ofTrainer;
        try (ImageClassifier model = model(1);
                ClassifierTrainer trainer = model.trainer(training())) {
            trainer.step(images(0), LABELS);
            TrainingFile.write(model.module(), trainer.optimizer(), Map.of(), checkpoint);
            ofModel = model.state();
            ofTrainer = trainer.state();
        }
        try (ImageClassifier model = model(1);
                ClassifierTrainer trainer = model.trainer(training())) {
            TrainingFile.read(new ByteArrayInputStream(checkpoint.toByteArray()))
                    .into(model.module(), trainer.optimizer());
            model.restore(ofModel);
            trainer.restore(ofTrainer);
            trainer.step(images(1), LABELS);
            assertEquals(digestAfterSteps(1, 2), WeightDigest.of(model.module()));
        }
    }

    @Test
    final void theLastLayerTakesAnotherNumberOfClasses() {
        try (ImageClassifier model = model(1)) {
            model.replaceHead(2, 1);
            assertEquals(2, model.classes());
            assertEquals(2, model.probabilities(images(0))[0].length);
        }
    }

    private String digestAfterSteps(long seed, int steps) {
        try (ImageClassifier model = model(seed);
                ClassifierTrainer trainer = model.trainer(training())) {
            for (int i = 0; i < steps; i++) {
                trainer.step(images(i), LABELS);
            }
            return WeightDigest.of(model.module());
        }
    }

    private ModelForm form() {
        return new ModelForm(CLASSES, side(), side());
    }

    private ImageClassifier model(long seed) {
        return provider().create(new ModelSpec(form(), seed, engine, provider().options()));
    }

    private static TrainingOptions training() {
        return new TrainingOptions(ADAM, ImageLoss.BCE_ONEHOT, Optional.empty(), 1);
    }

    private Images images(int number) {
        SeededRandom random = SeededRandom.of(number, "images of the contract");
        float[] values = new float[BATCH * Images.CHANNELS * side() * side()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return Images.unnamed(values, BATCH, side(), side());
    }
}
