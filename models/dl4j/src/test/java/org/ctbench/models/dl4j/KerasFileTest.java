package org.ctbench.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ctbench.models.inference.InferenceException;
import org.ctbench.models.inference.InferenceNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in the form of Keras 2, beside what Keras computes with their weights. */
class KerasFileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int SIDE = 12;
    private static final float BOUND = 1e-6f;

    @ParameterizedTest
    @CsvSource({"sequential, input", "functional, image"})
    void computesWhatKerasComputes(String name, String input) throws IOException {
        float[] expected = new ObjectMapper()
                .convertValue(
                        new ObjectMapper()
                                .readTree(GOLDEN.resolve("keras.json").toFile())
                                .get(name),
                        float[].class);
        float[] image = new float[SIDE * SIDE * 3];
        for (int i = 0; i < image.length; i++) {
            image[i] = i * 37 % 101 / 101f;
        }

        try (InferenceNetwork network = open(file(name))) {
            assertEquals(Map.of(input, List.of(-1L, -1L, -1L, 3L)), network.inputs());
            assertEquals(Map.of("dense", List.of(-1L, 3L)), network.outputs());
            assertArrayEquals(expected, network.run(input, new long[] {1, SIDE, SIDE, 3}, image, "dense"), BOUND);
        }
    }

    @Test
    void filesOfKeras3AreRefused() throws IOException {
        assertEquals(
                "the file was written by Keras 3.2.4-tf; those of Keras 2 are read",
                refused(replaced(file("sequential"), "2.2.4-tf", "3.2.4-tf")));
    }

    @Test
    void aLayerThatDeeplearning4jDoesNotKnowIsNamed() throws IOException {
        String said = refused(replaced(file("sequential"), "MaxPooling2D", "MyPooling2DX"));

        assertTrue(said.contains("MyPooling2DX"), said);
    }

    @Test
    void aNetworkThatTheFileCannotHoldIsRefused() throws IOException {
        byte[] file = replaced(file("sequential"), "\"units\": 3, ", "\"units\":999,");

        String said = refused(file);

        assertTrue(said.startsWith("the file cannot hold the "), said);
    }

    @Test
    void weightsThatAreMissingAreNamed() throws IOException {
        String said = refused(replaced(file("sequential"), "dense/kernel:0", "dense/colonel0"));

        assertTrue(said.contains("dense/colonel0"), said);
    }

    @Test
    void compressedWeightsAndLinksToOtherFilesAreRefused() throws IOException {
        assertEquals(
                "/model_weights/dense/dense/kernel:0 is compressed or in chunks; Keras saves weights as they are",
                refused(file("compressed")));
        assertEquals("the file has a link where weights should be: /model_weights/dense", refused(file("link")));
    }

    @Test
    void anotherHdf5FileIsRefused() throws IOException {
        String said = refused(replaced(file("sequential"), "model_config", "other_config"));

        assertEquals("no file of a network that Keras saved: / has no text model_config", said);
    }

    /** All errors are those that a user reads; none ends the process or fills the memory. */
    @Test
    void aDamagedFileOpensOrIsRefused() throws IOException {
        byte[] file = file("sequential");
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = Arrays.copyOf(file, i % 2 == 0 ? file.length * i / 200 : file.length);
            for (int n = i % 2 * 8; n > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try (InferenceNetwork network = open(damaged)) {
                assertEquals(1, network.inputs().size());
            } catch (InferenceException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused >= 100, refused + " refused");
    }

    private static String refused(byte[] file) {
        return assertThrows(InferenceException.class, () -> open(file)).getMessage();
    }

    private static InferenceNetwork open(byte[] file) {
        return new Dl4jInference().open(file, 1);
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(GOLDEN.resolve("keras-" + name + ".h5"));
    }

    /** The file with all of a text replaced by one of the same length. */
    private static byte[] replaced(byte[] file, String text, String by) {
        assertEquals(text.length(), by.length());
        String all = new String(file, StandardCharsets.ISO_8859_1);
        assertTrue(all.contains(text), text);
        return all.replace(text, by).getBytes(StandardCharsets.ISO_8859_1);
    }
}
