package org.ctbench.harness.captures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.datasets.CtImage;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;

class CapturesTest {
    private static final ImageSize SIZE = new ImageSize(6, 8);

    /** The bytes of {@code numpy.save} for {@code numpy.array([[1.5, -2, 0]], dtype="<f4")}. */
    @Test
    void writesAnArrayAsNumpyDoes() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }";
        String expected = HexFormat.of().formatHex("\u0093NUMPY\1\0v\0".getBytes(StandardCharsets.ISO_8859_1))
                + HexFormat.of()
                        .formatHex(
                                (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII))
                + "0000c03f" + "000000c0" + "00000000";

        assertEquals(
                expected,
                HexFormat.of()
                        .formatHex(
                                NpyArray.floats(new float[] {1.5f, -2, 0}, 1, 3).file()));
    }

    @Test
    void readsAnArrayBack() throws IOException {
        NpyArray row =
                NpyArray.parse(NpyArray.bytes(new byte[] {1, (byte) 255}, 2).file());
        NpyArray none = NpyArray.parse(NpyArray.floats(new float[0], 0, 4).file());

        assertArrayEquals(new byte[] {1, (byte) 255}, row.bytes());
        assertArrayEquals(new int[] {2}, row.shape());
        assertArrayEquals(new int[] {0, 4}, none.shape());
        assertEquals(0, none.floats().length);
    }

    @Test
    void refusesWhatIsNoSuchArray() throws IOException {
        byte[] file = NpyArray.floats(new float[] {1, 2}, 2).file();
        byte[] shorter = java.util.Arrays.copyOf(file, file.length - 1);
        byte[] doubles = new String(file, StandardCharsets.ISO_8859_1)
                .replace("<f4", "<f8")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertEquals("7 bytes for an array [2] of <f4", problem(() -> NpyArray.parse(shorter)));
        assertEquals(
                "expected an NPY header of floats or bytes in C order, found {'descr': '<f8', 'fortran_order': False,"
                        + " 'shape': (2,), }",
                problem(() -> NpyArray.parse(doubles)));
        assertEquals("not an NPY file of version 1.0", problem(() -> NpyArray.parse(new byte[3])));
        assertEquals(
                "expected an array of |u1, found <f4",
                problem(() -> NpyArray.parse(file).bytes()));
        assertEquals(
                "expected an array 'affinity' of 2 axes, found [a]",
                problem(() -> AffinityCapture.parse(NpzFile.of(Map.of("a", NpyArray.parse(file))))));
    }

    @Test
    void equalArraysAreEqualBytes() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("b", NpyArray.bytes(new byte[] {7}, 1));
        arrays.put("a", NpyArray.floats(new float[] {0.25f}, 1, 1));

        byte[] file = NpzFile.of(arrays);

        assertEquals(
                "e6f60ae8787b0e7f6db110e1486d886ce6c9881258cb0db765881d3b69c91a4c",
                Sha256.of(file).hex());
    }

    @Test
    void aSegmentationReadsBackWithItsMasks() throws IOException {
        SegmentationCapture capture = capture(found());

        SegmentationCapture read = SegmentationCapture.parse(capture.file());

        assertArrayEquals(
                capture.grey().orElseThrow().pixels(), read.grey().orElseThrow().pixels());
        assertEquals(SIZE, read.grey().orElseThrow().size());
        assertArrayEquals(found().scores(), read.found().scores());
        assertArrayEquals(found().boxes().coordinates(), read.found().boxes().coordinates());
        assertArrayEquals(found().probabilities(1), read.found().probabilities(1));
        assertEquals(1, read.truths().size());
        assertEquals(5, read.truths().get(0).area());
        assertEquals(5, read.truths().get(0).intersection(capture.truths().get(0)));
    }

    @Test
    void theProbabilityOfAPixelIsTheLargestOfAllLesions() {
        float[] probability = capture(found()).probability();

        float[] first = found().probabilities(0);
        float[] second = found().probabilities(1);
        for (int i = 0; i < probability.length; i++) {
            assertEquals(Math.max(first[i], second[i]), probability[i]);
        }
    }

    @Test
    void nothingFoundReadsBackAsNothing() throws IOException {
        SegmentationCapture read =
                SegmentationCapture.parse(capture(new Detections(Boxes.of(), new float[0], new float[0], 2, SIZE))
                        .file());

        assertEquals(0, read.found().size());
    }

    @Test
    void lesionsOfAnotherSizeThanTheSliceAreRefused() {
        Detections other = found().resized(new ImageSize(12, 16));

        assertThrows(IllegalArgumentException.class, () -> capture(other));
    }

    @Test
    void refusesAFileThatIsNoCapture() throws IOException {
        NpyArray size = NpyArray.floats(new float[] {6}, 1);
        NpyArray negative = NpyArray.floats(new float[] {-6, 8}, 2);
        String capture = new String(capture(found()).file(), StandardCharsets.ISO_8859_1);
        byte[] notUtf8 = capture.replace("boxes.npy", "boxes.n\u00ffy").getBytes(StandardCharsets.ISO_8859_1);
        String array = new String(NpyArray.bytes(new byte[0], 0).file(), StandardCharsets.ISO_8859_1);
        byte[] huge = array.replace("(0,), }          ", "(99999, 99999), }").getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(
                "expected a size of rows and columns, found 1 numbers",
                problem(() -> ErrorCapture.parse(NpzFile.of(Map.of("size", size)))));
        assertEquals(
                "an image of -6 x 8 pixels", problem(() -> ErrorCapture.parse(NpzFile.of(Map.of("size", negative)))));
        assertTrue(problem(() -> SegmentationCapture.parse(notUtf8)).startsWith("damaged: "));
        assertEquals("0 bytes for an array [99999, 99999] of |u1", problem(() -> NpyArray.parse(huge)));
    }

    private static SegmentationCapture capture(Detections found) {
        byte[] pixels = new byte[2 * 48 + 48];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (3 * i);
        }
        return new SegmentationCapture(
                Optional.of(Grey.of(CtImage.of(8, 6, 3, pixels))), found, List.of(BinaryMask.of(6, 8, p -> p < 5)));
    }

    private static Detections found() {
        return new Detections(
                Boxes.of(1, 1, 5, 5, 2.5f, 0, 8, 3),
                new float[] {0.9f, 0.25f},
                new float[] {1, 0.75f, 0.5f, 0.25f, 0.875f, 0, 0, 1},
                2,
                SIZE);
    }

    private static String problem(org.junit.jupiter.api.function.Executable body) {
        return assertThrows(IOException.class, body).getMessage();
    }
}
