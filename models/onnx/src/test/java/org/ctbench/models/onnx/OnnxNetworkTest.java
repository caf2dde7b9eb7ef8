package org.ctbench.models.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ctbench.models.inference.InferenceException;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.inference.InferenceProvider;
import org.junit.jupiter.api.Test;

/** A small network that torch exported, beside what torch computes with it. */
class OnnxNetworkTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final float BOUND = 1e-6f;

    @Test
    void isFoundByItsFormat() {
        assertTrue(InferenceProvider.of("onnx").orElseThrow() instanceof OnnxProvider);
        assertTrue(InferenceProvider.of("pt2").isEmpty());
    }

    @Test
    void namesInputsOutputsAndLibrary() throws IOException {
        try (InferenceNetwork network = open(file())) {
            assertEquals(Map.of("image", List.of(-1L, 3L, 8L, 8L)), network.inputs());
            assertEquals(Map.of("logits", List.of(-1L, 3L)), network.outputs());
        }
    }

    @Test
    void computesWhatTorchComputes() throws IOException {
        float[][] expected =
                new ObjectMapper().readValue(GOLDEN.resolve("small.json").toFile(), float[][].class);
        float[] images = images();
        int one = images.length / 2;
        try (InferenceNetwork network = open(file())) {
            for (int i = 0; i < 2; i++) {
                float[] image = Arrays.copyOfRange(images, i * one, (i + 1) * one);
                assertArrayEquals(expected[i], network.run("image", new long[] {1, 3, 8, 8}, image, "logits"), BOUND);
            }
            float[] both = network.run("image", new long[] {2, 3, 8, 8}, images, "logits");
            assertArrayEquals(expected[1], Arrays.copyOfRange(both, 3, 6), BOUND);
        }
    }

    @Test
    void aWrongShapeIsOneLine() throws IOException {
        try (InferenceNetwork network = open(file())) {
            InferenceException e = assertThrows(
                    InferenceException.class,
                    () -> network.run("image", new long[] {1, 3, 8, 4}, new float[96], "missing"));
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            InferenceException shape = assertThrows(
                    InferenceException.class,
                    () -> network.run("image", new long[] {1, 1, 8, 8}, new float[64], "logits"));
            assertTrue(shape.getMessage().contains("image"), shape.getMessage());
        }
    }

    @Test
    void aFileCutAnywhereOpensOrIsRefused() throws IOException {
        byte[] file = file();
        int refused = 0;
        for (int length = 0; length < file.length; length += 7) {
            try (InferenceNetwork network = open(Arrays.copyOf(file, length))) {
                assertTrue(network.inputs().size() <= 1);
            } catch (InferenceException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > file.length / 7 * 9 / 10, refused + " refused");
    }

    private static InferenceNetwork open(byte[] file) {
        return new OnnxProvider().open(file, 1);
    }

    private static byte[] file() throws IOException {
        return Files.readAllBytes(GOLDEN.resolve("small.onnx"));
    }

    /** As small.py makes them, {@code [2, 3, 8, 8]}. */
    private static float[] images() {
        float[] images = new float[2 * 3 * 8 * 8];
        for (int i = 0; i < images.length; i++) {
            images[i] = i * 37 % 101 / 101f;
        }
        return images;
    }
}
