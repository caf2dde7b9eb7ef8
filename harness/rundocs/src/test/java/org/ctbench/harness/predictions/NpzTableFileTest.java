package org.ctbench.harness.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.Task;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of numpy, made by numpy itself: {@code src/test/golden/numpy_predictions.py}. */
class NpzTableFileTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/predictions");
    private static final List<String> THREE = List.of("Normal", "CP", "NCP");
    private static final Map<String, String> IN_ORDER = Map.of("Normal", "0", "CP", "1", "NCP", "2");

    private static Task task;
    private static Predictions expected;

    @TempDir
    Path folder;

    @BeforeAll
    static void readTheValues() throws IOException {
        Map<String, Integer> labels = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(GOLDEN.resolve("values.csv"))) {
            lines.skip(1).forEach(line -> labels.put(line.substring(0, line.indexOf(',')), labels.size() % 3));
        }
        task = new Task("demo/test", THREE, labels);
        expected = read("values.csv", Map.of("Normal", "v0", "CP", "v1", "NCP", "v2"), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"float32.npz", "float64-columns-first.npz", "big-endian.npz"})
    void readsArraysOfEveryOrder(String file) throws IOException {
        assertEquals(expected, read(file, Map.of(), IN_ORDER));
    }

    @Test
    void readsNamesOfClassesAndSingleColumns() throws IOException {
        assertEquals(expected, read("named.npz", Map.of(), Map.of()));
        assertEquals(expected, read("columns.npz", Map.of("Normal", "a", "CP", "b", "NCP", "c"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"predicted", "other"})
    void readsNumbersOfClasses(String column) throws IOException {
        PredictionSource source = new PredictionSource(
                List.of(GOLDEN.resolve("classes.npz").toString()),
                PredictedValues.LABELS,
                Map.of("predicted", column),
                IN_ORDER);

        assertEquals(
                expected.confusionMatrix(),
                PredictionFiles.read(source, task).predictions().confusionMatrix());
    }

    @ParameterizedTest
    @CsvSource({"objects.npz,image holds values of type O", "half.npz,logits holds values of type f2"})
    void refusesOtherTypesByName(String file, String problem) {
        var e = assertThrows(UserException.class, () -> read(file, Map.of(), IN_ORDER));

        assertTrue(e.problem().startsWith("the arrays cannot be read: " + problem), e.problem());
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(GOLDEN.resolve("float32.npz"));
        int directory = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        for (int length = 0; length < directory; length += 7) {
            Path file = Files.write(folder.resolve("p.npz"), Arrays.copyOf(whole, length));

            assertThrows(UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), task));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 999999999)|has 8 bytes for",
                "'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)|has an impossible shape",
                "'descr': '<U0', 'fortran_order': False, 'shape': (999999999,)|has values of no size",
                "'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1, 1, 1, 1, 2)|has an impossible shape",
                "'descr': '<f4', 'fortran_order': False, 'shape': (3,)|has 8 bytes for",
                "'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)|has an unknown header",
                "'descr': '<f999999', 'fortran_order': False, 'shape': (2,)|has 8 bytes for",
                "'shape': (2,)|has an unknown header",
            })
    void aHostileHeaderIsRefusedAtOnce(String header, String problem) throws IOException {
        Path file = Files.write(folder.resolve("p.npz"), npz(Map.of("image", npy("{" + header + ", }", new byte[8]))));

        var e = assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThrows(
                        UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), task)));

        assertTrue(e.problem().contains("image " + problem), e.problem());
    }

    @Test
    void aFileThatUnpacksToTooMuchIsRefused() throws IOException {
        byte[] large =
                npy("{'descr': '|u1', 'fortran_order': False, 'shape': (" + (60 << 20) + ",), }", new byte[60 << 20]);
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            arrays.put("a" + i, large);
        }
        Path file = Files.write(folder.resolve("p.npz"), npz(arrays));

        var e = assertThrows(
                UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), task));

        assertTrue(Files.size(file) < 2 << 20, "the file is no bomb");
        assertEquals("the arrays cannot be read: they are larger than 256 MiB", e.problem());
    }

    private static Predictions read(String file, Map<String, String> columns, Map<String, String> classes)
            throws IOException {
        PredictionSource source = new PredictionSource(
                List.of(GOLDEN.resolve(file).toString()), PredictedValues.LOGITS, columns, classes);
        return PredictionFiles.read(source, task).predictions();
    }

    static byte[] npy(String header, byte... data) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(10 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        file.putShort((short) text.length).put(text).put(data);
        return file.array();
    }

    static byte[] npz(Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (String name : arrays.keySet()) {
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(arrays.get(name));
            }
        }
        return bytes.toByteArray();
    }
}
