package org.ctbench.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Sequential;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightFileTest {
    private static final String WEIGHT = "\"weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}";
    private static final String BIAS = "\"bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}";

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
    void readsWhatHuggingFacesLibraryWrote() throws IOException {
        Sequential net = net(0); // src/test/golden/weight_file.py wrote quarters, counting up

        WeightFile file = torchFile();
        file.into(net);

        assertEquals(Map.of("made_with", "torch"), file.metadata());
        assertArrayEquals(new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}, parameter(net, "0.weight"));
        assertArrayEquals(new float[] {1.5f, 1.75f, 2}, parameter(net, "1.weight"));
        assertArrayEquals(new float[] {2.25f, 2.5f, 2.75f}, parameter(net, "1.bias"));
        assertArrayEquals(
                new float[] {3, 3.25f, 3.5f},
                net.buffers().get("1.running_mean").variable().toArray());
        assertArrayEquals(
                new float[] {3.75f, 4, 4.25f},
                net.buffers().get("1.running_var").variable().toArray());
        assertEquals(5, net.counters().get("1.num_batches_tracked").value());
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Sequential written = net(1);
        written.counters().get("1.num_batches_tracked").set(7);
        Sequential read = net(2);
        assertNotEquals(WeightDigest.of(written), WeightDigest.of(read));

        WeightFile file = WeightFile.read(new ByteArrayInputStream(bytes(written, Map.of("epoch", "3"))));
        file.into(read);

        assertEquals(WeightDigest.of(written), WeightDigest.of(read));
        assertEquals(Map.of("epoch", "3"), file.metadata());
        assertEquals(7, read.counters().get("1.num_batches_tracked").value());
    }

    @Test
    void writesTheSameBytesForTheSameWeights() throws IOException {
        assertArrayEquals(bytes(net(1), Map.of()), bytes(net(1), Map.of()));
    }

    @Test
    void keepsEveryBitOfAFloat() throws IOException {
        Linear written = allocated(new Linear(4, 1), 1);
        float[] odd = {Float.MIN_VALUE, -0.0f, Float.intBitsToFloat(0x7fc00001), Float.NEGATIVE_INFINITY};
        written.parameters().get("weight").variable().set(odd);
        Linear read = allocated(new Linear(4, 1), 2);

        WeightFile.read(new ByteArrayInputStream(bytes(written, Map.of()))).into(read);

        float[] found = parameter(read, "weight");
        for (int i = 0; i < odd.length; i++) {
            assertEquals(Float.floatToRawIntBits(odd[i]), Float.floatToRawIntBits(found[i]));
        }
    }

    @Test
    void startsTheDataAtAMultipleOfEightBytes() throws IOException {
        byte[] file = bytes(net(1), Map.of("length", "varies"));

        assertEquals(0, ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
    }

    @Test
    void setsCountersToZeroThatOlderFilesLack() throws IOException {
        Sequential net = net(0);
        net.counters().get("1.num_batches_tracked").set(9);
        String header = "{'0.weight':{'dtype':'F32','shape':[3,2,1,1],'data_offsets':[0,24]},"
                + entry("1.weight", 24) + "," + entry("1.bias", 36) + "," + entry("1.running_mean", 48) + ","
                + entry("1.running_var", 60) + "}";

        file(header.replace('\'', '"'), 72).into(net);

        assertEquals(0, net.counters().get("1.num_batches_tracked").value());
    }

    @Test
    void listsEverythingThatDoesNotFitAndChangesNothing() throws IOException {
        Sequential net = new Sequential().then(new Linear(2, 2)).then(new BatchNorm2d(4));
        net.allocate(engine, 1);
        String before = WeightDigest.of(net);
        WeightFile file = torchFile();

        var e = assertThrows(IOException.class, () -> file.into(net));

        assertEquals("""
                the weights do not fit the network
                  missing: 0.bias
                  different: 0.weight F32 [3, 2, 1, 1], expected F32 [2, 2]; 1.weight F32 [3], expected F32 [4]; \
                1.bias F32 [3], expected F32 [4]; 1.running_mean F32 [3], expected F32 [4]; \
                1.running_var F32 [3], expected F32 [4]""", e.getMessage());
        assertEquals(before, WeightDigest.of(net));
    }

    @Test
    void readsTensorsUnderTheirOtherNames() throws IOException {
        Sequential net = net(0);

        torchFile()
                .renamed(name -> name.replace("0.", "first."))
                .renamed(name -> name.replace("first.", "0."))
                .into(net);

        assertArrayEquals(new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}, parameter(net, "0.weight"));
    }

    @Test
    void refusesOneNewNameForTwoTensors() throws IOException {
        WeightFile file = torchFile();

        var e = assertThrows(IOException.class, () -> file.renamed(name -> name.replace("1.weight", "1.bias")));

        assertEquals("two tensors of the weights would be called '1.bias'", e.getMessage());
    }

    @Test
    void leavesOutANameThatRepeatsAnother() throws IOException {
        Linear one = allocated(new Linear(1, 1), 1);
        Sequential twice = new Sequential().then(allocated(new Linear(1, 1), 1)).then(allocated(new Linear(1, 1), 1));
        WeightFile file = WeightFile.read(new ByteArrayInputStream(bytes(twice, Map.of())));
        float[] weight = parameter(twice, "0.weight");
        one.parameters().get("weight").variable().set(new float[] {9});

        file.withoutAliases(Map.of("1.weight", "0.weight", "1.bias", "0.bias", "2.bias", "0.bias"))
                .renamed(name -> name.substring(2))
                .into(one);

        assertArrayEquals(weight, parameter(one, "weight"));
    }

    @Test
    void refusesANameThatRepeatsAnotherWithOtherValues() throws IOException {
        Sequential twice = new Sequential().then(allocated(new Linear(1, 1), 1)).then(allocated(new Linear(1, 1), 1));
        float[] bias = parameter(twice, "1.bias");
        bias[0] = Math.nextUp(bias[0]);
        twice.parameters().get("1.bias").variable().set(bias);
        WeightFile file = WeightFile.read(new ByteArrayInputStream(bytes(twice, Map.of())));

        var e = assertThrows(
                IOException.class, () -> file.withoutAliases(Map.of("1.weight", "0.weight", "1.bias", "0.bias")));

        assertEquals("""
                the network has one tensor where the weights have two with different values
                  different: 1.bias and 0.bias""", e.getMessage());
    }

    @Test
    void fillsAPartFromAFileThatHoldsMoreElsewhere() throws IOException {
        Sequential part = new Sequential().then(allocated(new Linear(1, 1), 1));
        Sequential whole = new Sequential().then(allocated(new Linear(1, 1), 2)).then(allocated(new Linear(1, 1), 3));
        WeightFile file = WeightFile.read(new ByteArrayInputStream(bytes(whole, Map.of())));

        file.intoPart("", part);

        assertArrayEquals(parameter(whole, "0.weight"), parameter(part, "0.weight"));
    }

    @Test
    void refusesAPartThatIsDeeperInTheFile() throws IOException {
        Sequential shallow = new Sequential().then(new Sequential().then(allocated(new Linear(1, 1), 1)));
        Sequential inner = new Sequential().then(allocated(new Linear(1, 1), 1)).then(allocated(new Linear(1, 1), 1));
        WeightFile file = WeightFile.read(new ByteArrayInputStream(bytes(new Sequential().then(inner), Map.of())));

        var e = assertThrows(IOException.class, () -> file.intoPart("", shallow));

        assertEquals("the weights do not fit the network\n  unexpected: 0.1.weight; 0.1.bias", e.getMessage());
    }

    @Test
    void listsTheFirstTenOfManyNames() throws IOException {
        Sequential many = new Sequential();
        for (int i = 0; i < 6; i++) {
            many.then(new Linear(1, 1));
        }
        many.allocate(engine, 1);
        WeightFile file = WeightFile.read(new ByteArrayInputStream(bytes(many, Map.of())));
        Linear one = allocated(new Linear(1, 1), 1);

        var e = assertThrows(IOException.class, () -> file.into(one));

        assertEquals("""
                the weights do not fit the network
                  missing: weight; bias
                  unexpected: 0.weight; 0.bias; 1.weight; 1.bias; 2.weight; 2.bias; 3.weight; 3.bias; 4.weight; 4.bias; \
                and 2 more""", e.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "integers | {'weight':{'dtype':'I32','shape':[1,2],'data_offsets':[0,8]},"
                        + "'bias':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}} | 12 |"
                        + " weight I32 [1, 2], expected F32 [1, 2]"
            })
    void namesTheTypeThatDiffers(String what, String header, int data, String expected) throws IOException {
        Linear linear = allocated(new Linear(2, 1), 1);
        WeightFile file = file(header.replace('\'', '"'), data);

        var e = assertThrows(IOException.class, () -> file.into(linear));

        assertEquals("the weights do not fit the network\n  different: " + expected, e.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "hole | {W,'bias':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}} | 16 |"
                        + " header: bias begins at byte 12 of the data, expected 8",
                "overlap | {W,'bias':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 12 |"
                        + " header: bias begins at byte 4 of the data, expected 8",
                "cut off | {W,B} | 11 |"
                        + " the header speaks of 12 bytes of data, the file has 11: cut off or damaged",
                "too long | {W,B} | 13 |"
                        + " the header speaks of 12 bytes of data, the file has 13: cut off or damaged",
                "size | {'weight':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | 8 |"
                        + " header: weight has the offsets [0, 8], but F32 [3] takes 12 bytes",
                "negative | {'weight':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 |"
                        + " header: weight has the shape [-1]",
                "huge | {'weight':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | 0 |"
                        + " header: weight has the shape [4294967296, 4294967296]",
                "three offsets | {'weight':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}} | 8 |"
                        + " header: weight has the offsets [0, 4, 8], expected two",
                "type | {'weight':{'dtype':'F31','shape':[1],'data_offsets':[0,4]}} | 4 |"
                        + " header: weight has the unknown type 'F31'",
                "metadata | {'__metadata__':{'epoch':3}} | 0 | header: __metadata__.epoch is not a text",
                "twice | {W,W} | 8 | header: Duplicate field 'weight'",
                "key | {'weight':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} | 4 |"
                        + " header: weight has the unknown key 'x'",
                "no shape | {'weight':{'dtype':'F32','data_offsets':[0,4]}} | 4 |"
                        + " header: weight needs dtype, shape and data_offsets",
                "null shape | {'weight':{'dtype':'F32','shape':null,'data_offsets':[0,4]}} | 4 |"
                        + " header: weight needs dtype, shape and data_offsets",
                "text shape | {'weight':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}} | 4 |"
                        + " header: weight: shape and data_offsets are lists of whole numbers",
                "fraction | {'weight':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | 4 |"
                        + " header: weight: shape and data_offsets are lists of whole numbers",
                "number | {'weight':5} | 4 | header: weight needs dtype, shape and data_offsets"
            })
    void refusesADamagedHeader(String what, String header, int data, String expected) {
        String json = header.replace("W", WEIGHT).replace("B", BIAS).replace('\'', '"');

        var e = assertThrows(IOException.class, () -> file(json, data));

        assertEquals(expected, e.getMessage());
    }

    @Test
    void refusesWhatIsNotASafetensorsFile() {
        byte[] zip = "PK\003\004 and the rest of a PyTorch archive".getBytes(StandardCharsets.US_ASCII);

        var archive = assertThrows(IOException.class, () -> WeightFile.read(new ByteArrayInputStream(zip)));
        var empty = assertThrows(IOException.class, () -> WeightFile.read(new ByteArrayInputStream(new byte[3])));
        var text =
                assertThrows(IOException.class, () -> WeightFile.read(new ByteArrayInputStream(withHeader("[1]  "))));

        assertEquals(
                "not a safetensors file: the header's length would be 7236828441365138256 bytes", archive.getMessage());
        assertEquals("not a safetensors file: 3 bytes, expected a header", empty.getMessage());
        assertEquals(
                "not a safetensors file: expected a header of 5 bytes from byte 8 that starts with {",
                text.getMessage());
    }

    private static String entry(String name, int offset) {
        return "'" + name + "':{'dtype':'F32','shape':[3],'data_offsets':[" + offset + "," + (offset + 12) + "]}";
    }

    private static WeightFile torchFile() throws IOException {
        try (var in = WeightFileTest.class.getResourceAsStream("/weights/torch.safetensors")) {
            return WeightFile.read(in);
        }
    }

    private static WeightFile file(String header, int data) throws IOException {
        byte[] start = withHeader(header);
        return WeightFile.read(new ByteArrayInputStream(Arrays.copyOf(start, start.length + data)));
    }

    private static byte[] withHeader(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    private static byte[] bytes(Module module, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WeightFile.write(module, metadata, out);
        return out.toByteArray();
    }

    private static Sequential net(long seed) {
        return allocated(
                new Sequential()
                        .then(Conv2d.withoutBias(2, 3, new Window(1, 1, 0)))
                        .then(new BatchNorm2d(3)),
                seed);
    }

    private static <M extends Module> M allocated(M module, long seed) {
        module.allocate(engine, seed);
        return module;
    }

    private static float[] parameter(Module module, String name) {
        return module.parameters().get(name).variable().toArray();
    }
}
