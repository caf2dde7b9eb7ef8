package org.ctbench.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.ctbench.models.inference.InferenceException;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.inference.InferenceProvider;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Files that DL4J writes, beside what DL4J computes with the network that it wrote. */
class Dl4jInferenceTest {
    private static final int SIDE = SmallNetwork.SIDE;
    private static final float[] IMAGE = new float[3 * SIDE * SIDE];

    private static MultiLayerNetwork written;
    private static float[] expected;
    private static byte[] file;

    @BeforeAll
    static void write() throws IOException {
        Nd4jLibrary.load();
        written = new MultiLayerNetwork(SmallNetwork.stack(SmallNetwork.CLASSES, SIDE, false));
        written.init();
        for (int i = 0; i < IMAGE.length; i++) {
            IMAGE[i] = i * 37 % 101 / 101f;
        }
        try (INDArray image = Nd4j.create(IMAGE, new long[] {1, 3, SIDE, SIDE}, 'c')) {
            expected = written.output(image).dup('c').data().asFloat();
        }
        file = file(written, true);
    }

    @Test
    void isFoundByItsFormat() {
        assertTrue(InferenceProvider.of("dl4j").orElseThrow() instanceof Dl4jInference);
    }

    @Test
    void aStackOfLayersGivesWhatItGaveWhenItWasWritten() {
        try (InferenceNetwork network = open(file)) {
            assertEquals(Map.of("input", List.of(-1L, 3L, -1L, -1L)), network.inputs());
            assertEquals(Map.of("linear", List.of(-1L, 3L)), network.outputs());

            assertArrayEquals(expected, run(network, "input", "linear"));
        }
    }

    @Test
    void aGraphGivesWhatItGaveWhenItWasWritten() throws IOException {
        try (InferenceNetwork network = open(file(written.toComputationGraph(), false))) {
            assertEquals(Map.of("in", List.of(-1L, 3L, -1L, -1L)), network.inputs());
            assertArrayEquals(expected, run(network, "in", "4"));
        }
    }

    @Test
    void aWrongShapeIsOneLine() {
        try (InferenceNetwork network = open(file)) {
            InferenceException e = assertThrows(
                    InferenceException.class,
                    () -> network.run("input", new long[] {1, 1, SIDE, SIDE}, new float[SIDE * SIDE], "linear"));

            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
    }

    /** A normalizer would change the input, and is a Java object. */
    @Test
    void otherEntriesAreRefused() throws IOException {
        Map<String, byte[]> entries = entries(file);
        entries.put("normalizer.bin", new byte[4]);
        entries.put("preprocessor.bin", new byte[4]);

        assertEquals(
                "the file has entries beside the network: normalizer.bin, preprocessor.bin; save the network without a"
                        + " normalizer",
                refused(zip(entries)));
    }

    @Test
    void foreignClassesAreRefused() throws IOException {
        Map<String, byte[]> entries = entries(file);
        String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
        String activation = "org.nd4j.linalg.activations.impl.ActivationLReLU";
        assertTrue(json.contains(activation), json);
        entries.put(
                "configuration.json",
                json.replace(activation, "javax.swing.JEditorPane").getBytes(StandardCharsets.UTF_8));

        assertEquals(
                "the configuration names a class that is not of DL4J: javax.swing.JEditorPane", refused(zip(entries)));
    }

    /** One reader would see the first value, the other the last. */
    @Test
    void aKeyThatIsGivenTwiceIsRefused() throws IOException {
        Map<String, byte[]> entries = entries(file);
        String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
        entries.put(
                "configuration.json",
                json.replaceFirst("\\{", "{\"confs\" : [],").getBytes(StandardCharsets.UTF_8));

        String said = refused(zip(entries));

        assertTrue(said.contains("uplicate"), said);
    }

    @Test
    void fewerParametersThanTheConfigurationNeedsAreRefused() throws IOException {
        Map<String, byte[]> entries = entries(file);
        MultiLayerNetwork other = new MultiLayerNetwork(SmallNetwork.stack(2, SIDE, false));
        other.init();
        entries.put("coefficients.bin", entries(file(other, false)).get("coefficients.bin"));

        assertEquals(
                "coefficients.bin holds " + other.numParams() + " values of the type FLOAT, the configuration has "
                        + written.numParams() + " parameters of the type FLOAT",
                refused(zip(entries)));
    }

    /** What is claimed is not allocated. */
    @Test
    void aNetworkThatTheFileCannotHoldIsRefused() throws IOException {
        Map<String, byte[]> entries = entries(file);
        String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
        entries.put(
                "configuration.json",
                json.replaceAll("\"nout\" : 4", "\"nout\" : 400000000").getBytes(StandardCharsets.UTF_8));

        String said = refused(zip(entries));

        assertTrue(said.startsWith("the file cannot hold the "), said);
    }

    @Test
    void aFileCutAnywhereIsRefusedUnlessTheUpdaterAloneIsCut() throws IOException {
        byte[] whole = file(written, false);
        int refused = 0;
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            try (InferenceNetwork network = open(cut)) {
                assertArrayEquals(expected, run(network, "input", "linear"));
            } catch (InferenceException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > whole.length / 97 * 8 / 10, refused + " refused");
    }

    private static String refused(byte[] bytes) {
        return assertThrows(InferenceException.class, () -> open(bytes)).getMessage();
    }

    private static float[] run(InferenceNetwork network, String input, String output) {
        return network.run(input, new long[] {1, 3, SIDE, SIDE}, IMAGE, output);
    }

    private static InferenceNetwork open(byte[] bytes) {
        return new Dl4jInference().open(bytes, 1);
    }

    private static byte[] file(Model network, boolean updater) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network, out, updater);
        return out.toByteArray();
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
