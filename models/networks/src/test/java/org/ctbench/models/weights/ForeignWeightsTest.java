package org.ctbench.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignWeightsTest {
    private static final float[] QUARTERS = {0, 0.25f, 0.5f, 0.75f, 1, 1.25f, 1.5f, 1.75f, 2, 2.25f, 2.5f, 2.75f};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"archive", "legacy"})
    void readsEveryTypeAndViewThatTorchSaved(String form) throws IOException {
        ForeignWeights read = ForeignWeights.read(golden(form)); // src/test/golden/torch_checkpoints.py

        WeightFile weights = read.weights();
        assertEquals(List.of("the state dict is under 'model_weights'"), read.notes());
        assertEquals(
                List.of("epoch", "optimizer_state", "lrate", "affinity", "anchor_generator"),
                List.copyOf(read.carried().keySet()));
        for (String name : List.of("f32", "f16", "bf16", "f64", "first", "second")) {
            assertArrayEquals(QUARTERS, weights.floats(name), name);
        }
        assertEquals(List.of(4L, 3L), weights.shape("transposed"));
        assertArrayEquals(
                new float[] {0, 1, 2, 0.25f, 1.25f, 2.25f, 0.5f, 1.5f, 2.5f, 0.75f, 1.75f, 2.75f},
                weights.floats("transposed"));
        assertArrayEquals(new float[] {1.25f, 1.5f, 2.25f, 2.5f}, weights.floats("sliced"));
        assertArrayEquals(new float[] {0, 0.25f}, weights.floats("parameter"));
        assertArrayEquals(new float[0], weights.floats("empty"));
        assertEquals(-5, weights.count("i64"));
        assertEquals(-1, weights.count("i8"));
        assertEquals(0, weights.count("u8"));
        assertEquals("BOOL", weights.type("bool"));
    }

    @Test
    void readsBothFormsAlike() throws IOException {
        WeightFile archive = ForeignWeights.read(golden("archive")).weights();
        WeightFile legacy = ForeignWeights.read(golden("legacy")).weights();

        assertEquals(List.copyOf(archive.names()), List.copyOf(legacy.names()));
        for (String name : archive.names()) {
            assertEquals(archive.type(name), legacy.type(name));
            assertEquals(archive.shape(name), legacy.shape(name));
        }
    }

    @Test
    void widensHalfPrecisionExactly() {
        short[] halves = {0x3c00, (short) 0xc000, 0x0001, (short) 0x8000, 0x03ff, 0x7bff, 0x7c00, 0x3555};
        float[] expected = {1, -2, 0x1p-24f, -0.0f, 0x1.ff8p-15f, 65504, Float.POSITIVE_INFINITY, 0x1.554p-2f};
        ByteBuffer bytes = ByteBuffer.allocate(2 * halves.length);
        bytes.asShortBuffer().put(halves);

        float[] widened = Elements.floats("F16", bytes);

        for (int i = 0; i < expected.length; i++) {
            assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(widened[i]), "half " + i);
        }
    }

    @Test
    void readsASafetensorsFileToo() throws IOException {
        ForeignWeights read = ForeignWeights.read(Path.of("src", "test", "resources", "weights", "torch.safetensors"));

        assertEquals("safetensors", read.form());
        assertEquals(Map.of("made_with", "torch"), read.carried());
        assertEquals(List.of(), read.notes());
    }

    @Test
    void tellsASafetensorsFileFromAPickleThatBeginsAlike() throws IOException {
        byte[] file = new byte[8 + 640 + 4];
        Arrays.fill(file, (byte) ' ');
        byte[] header =
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(header, 0, file, 8, header.length);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(640).putFloat(648, 2.5f);

        WeightFile weights = ForeignWeights.read(Files.write(folder.resolve("w.safetensors"), file))
                .weights();

        assertEquals((byte) 0x80, file[0]); // 640 ends in the byte that begins a pickle
        assertArrayEquals(new float[] {2.5f}, weights.floats("w"));
    }

    @Test
    void saysWhatAFileWithoutStateDictHolds() throws IOException {
        byte[] number = {(byte) 0x80, 2, 'K', 7, '.'};
        Path file = Files.write(folder.resolve("number.pkl"), number);

        assertEquals(
                "a pickle, but not one that torch.save wrote",
                assertThrows(IOException.class, () -> ForeignWeights.read(file)).getMessage());
    }

    private static Path golden(String form) {
        return Path.of("src", "test", "resources", "torch", form + ".pth");
    }
}
