package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Sequential;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.Adam;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.weights.TrainingFile;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;

/** A checkpoint of one engine is read by another, where the training goes on. */
class CheckpointExchangeTest {
    private static final AdamSettings SETTINGS = new AdamSettings(1e-2, 0.9, 0.999, 1e-8, 1e-3);
    private static final double ROUNDING = 1e-4;
    private static final int SIDE = 16;
    private static final int STEPS = 3;

    @Test
    void ofTheEngineExact() throws IOException {
        goesOn(() -> ExactEngine.open(1), () -> Nd4jEngine.open(EngineOptions.threads(1)));
    }

    @Test
    void ofTheEngineNd4j() throws IOException {
        goesOn(() -> Nd4jEngine.open(EngineOptions.threads(1)), () -> ExactEngine.open(1));
    }

    private static void goesOn(Supplier<Engine> writer, Supplier<Engine> reader) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Training training = new Training(writer.get(), 1);
                Training same = new Training(reader.get(), 2)) {
            for (int i = 0; i < STEPS; i++) {
                training.step();
            }
            TrainingFile.write(training.network, training.adam, Map.of(), file);
            TrainingFile.read(new ByteArrayInputStream(file.toByteArray())).into(same.network, same.adam);

            assertSame(training, same);
            float before = training.step();
            float after = training.step();
            assertEquals(before, same.step(), ROUNDING * before); // same weights
            assertEquals(after, same.step(), ROUNDING * after); // same moments
            assertTrue(after < before, before + ", then " + after);
            assertEquals(STEPS + 2, same.adam.state("2.weight").orElseThrow().step());
        }
    }

    private static void assertSame(Training expected, Training found) {
        assertEquals(expected.adam.names(), found.adam.names());
        expected.network.parameters().forEach((name, parameter) -> {
            assertArrayEquals(
                    parameter.variable().toArray(),
                    found.network.parameters().get(name).variable().toArray(),
                    name);
            Optional<Adam.Snapshot> state = found.adam.state(name);
            assertEquals(STEPS, state.orElseThrow().step(), name);
            assertArrayEquals(
                    expected.adam.state(name).orElseThrow().first(), state.get().first(), name);
            assertArrayEquals(
                    expected.adam.state(name).orElseThrow().second(),
                    state.get().second(),
                    name);
        });
        expected.network
                .buffers()
                .forEach((name, buffer) -> assertArrayEquals(
                        buffer.variable().toArray(),
                        found.network.buffers().get(name).variable().toArray(),
                        name));
    }

    /** Convolutions that learn two images of noise. */
    @SuppressWarnings("try") // a scope is opened for its end
    private static final class Training implements AutoCloseable {
        private final Engine engine;
        private final Sequential network = new Sequential()
                .then(Conv2d.withoutBias(3, 8, new Window(3, 2, 1)))
                .then(new BatchNorm2d(8))
                .then(Conv2d.withBias(8, 2, new Window(3, 1, 1)));
        private final Adam adam;
        private final float[] images = new float[2 * 3 * SIDE * SIDE];

        Training(Engine engine, long seed) {
            this.engine = engine;
            network.allocate(engine, seed);
            adam = Adam.over(engine, network.parameters(), SETTINGS);
            network.train();
            SeededRandom random = SeededRandom.ofModel(7, "images");
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) random.nextDouble();
            }
        }

        /** The loss before the update. */
        float step() {
            adam.clearGradients();
            float before;
            try (Scope scope = engine.scope()) {
                Tensor logits = engine.globalAveragePool(network.forward(engine.tensor(images, 2, 3, SIDE, SIDE)));
                Tensor loss = ImageLoss.BCE_ONEHOT.apply(engine, logits, new int[] {0, 1});
                before = loss.item();
                engine.backward(loss);
            }
            adam.step();
            return before;
        }

        @Override
        public void close() {
            adam.close();
            network.close();
            engine.close();
        }
    }
}
