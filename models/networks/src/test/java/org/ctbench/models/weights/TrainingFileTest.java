package org.ctbench.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.Adam;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingFileTest {
    private static final AdamSettings SETTINGS = new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 0);

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
    void weightsMomentsAndStepCountsReadBack() throws IOException {
        byte[] file;
        Adam.Snapshot weight = new Adam.Snapshot(7, new float[] {1, 2, 3, 4, 5, 6}, new float[] {6, 5, 4, 3, 2, 1});
        float[] values;
        try (Linear net = linear(3, 2, 1);
                Adam adam = Adam.over(engine, net.parameters(), SETTINGS)) {
            adam.restore("weight", weight);
            values = net.parameters().get("weight").variable().toArray();
            file = file(net, adam);
        }

        try (Linear net = linear(3, 2, 2);
                Adam adam = Adam.over(engine, net.parameters(), SETTINGS)) {
            TrainingFile read = TrainingFile.read(new ByteArrayInputStream(file));
            read.into(net, adam);

            assertEquals(Map.of("epoch", "3"), read.metadata());
            assertArrayEquals(values, net.parameters().get("weight").variable().toArray());
            Adam.Snapshot restored = adam.state("weight").orElseThrow();
            assertEquals(7, restored.step());
            assertArrayEquals(weight.first(), restored.first());
            assertArrayEquals(weight.second(), restored.second());
            assertEquals(Optional.empty(), adam.state("bias")); // never took a step: still has none
        }
    }

    /** The digest was computed by src/test/golden/training_state.py from the file. */
    @Test
    void theStateOfATrainingHasTheDigestThatItsCheckpointGives() throws IOException {
        try (Linear net = linear(3, 2, 1);
                Adam adam = Adam.over(engine, net.parameters(), SETTINGS)) {
            try (InputStream in = getClass().getResourceAsStream("/weights/training-state.safetensors")) {
                TrainingFile.read(in).into(net, adam);
            }
            MessageDigest sha = TrainingFile.digest(net, adam);
            TrainingFile.add(sha, "model", Map.of("region padding", 11L, "images without region", 3L));
            TrainingFile.add(
                    sha, "trainer", Map.of("step", 7L, "bits of the lowest segmentation loss", 4666723172467343360L));

            assertEquals(
                    "a4c047a015a4ff7a423be9da817a2cf232de42e977c1a2787b82cebb9c650b38",
                    Sha256.finish(sha).hex());
        }
    }

    @Test
    void aFileOfAnotherNetworkIsRefused() throws IOException {
        byte[] file;
        try (Linear net = linear(3, 2, 1);
                Adam adam = Adam.over(engine, net.parameters(), SETTINGS)) {
            file = file(net, adam);
        }
        try (Linear other = linear(4, 2, 1);
                Adam adam = Adam.over(engine, other.parameters(), SETTINGS)) {
            TrainingFile read = TrainingFile.read(new ByteArrayInputStream(file));

            IOException e = assertThrows(IOException.class, () -> read.into(other, adam));

            assertTrue(e.getMessage().contains("weight F32 [2, 3], expected F32 [2, 4]"), e.getMessage());
        }
    }

    @Test
    void aFileThatWasCutIsRefused() throws IOException {
        byte[] file;
        try (Linear net = linear(3, 2, 1);
                Adam adam = Adam.over(engine, net.parameters(), SETTINGS)) {
            file = file(net, adam);
        }

        byte[] cut = Arrays.copyOf(file, file.length - 1);

        assertThrows(IOException.class, () -> TrainingFile.read(new ByteArrayInputStream(cut)));
    }

    private static Linear linear(int in, int out, long seed) {
        Linear net = new Linear(in, out);
        net.allocate(engine, seed);
        return net;
    }

    private static byte[] file(Linear net, Adam adam) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TrainingFile.write(net, adam, Map.of("epoch", "3"), bytes);
        return bytes.toByteArray();
    }
}
