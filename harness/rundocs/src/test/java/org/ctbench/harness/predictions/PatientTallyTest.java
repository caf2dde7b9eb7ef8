package org.ctbench.harness.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientTallyTest {
    private static final List<String> THREE = List.of("Normal", "CP", "NCP");
    private static final Map<String, String> NUMBERED = Map.of("Normal", "0", "CP", "1", "NCP", "2");
    private static final double[][] VALUES = {{0.5, 0.25, 0.25}, {0.25, 0.5, 0.25}, {0.5, 0.25, 0.25}, {0, 0.25, 0.75}};
    private static final int[] LABELS = {0, 1, 2, 2};
    private static final ConfusionMatrix EXPECTED =
            ConfusionMatrix.of(THREE, new long[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 1}});

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void arraysAndNumberedClassesAreReadWithASplitAndWithout(boolean ofSplit) throws IOException {
        for (Path file : List.of(npz("probabilities"), json("probabilities", false))) {
            assertEquals(EXPECTED, count(format(ofSplit, NUMBERED, Map.of()), file), file.toString());
        }
        for (Path file : List.of(npz("mine"), json("mine", false))) {
            assertEquals(EXPECTED, count(format(ofSplit, NUMBERED, Map.of("values", "mine")), file), file.toString());
        }
    }

    @Test
    void withoutASplitClassesAreReadByNameByNumberAndByWhatTheFilesCallThem() throws IOException {
        assertEquals(EXPECTED, count(format(false, NUMBERED, Map.of()), json("probabilities", true)));
        Path own = Files.writeString(
                folder.resolve("own.csv"),
                "image,patient,label,p_Normal,p_CP,p_NCP\na.png,a,covid,0.5,0.25,0.25\nb.png,b,normal,0.5,0.25,0.25\n");

        assertEquals(
                ConfusionMatrix.of(THREE, new long[][] {{1, 0, 0}, {0, 0, 0}, {1, 0, 0}}),
                count(format(false, Map.of("NCP", "covid"), Map.of()), own));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NCP | two or more different classes are needed, found 'NCP'",
                "Normal,,NCP | two or more different classes are needed, found 'Normal', '', 'NCP'",
                "Normal,NCP,Normal | two or more different classes are needed, found 'Normal', 'NCP', 'Normal'",
                "NCP,ncp | two classes are called 'ncp': NCP and ncp",
            })
    void classesThatAreNotTwoOrMoreDifferentOnesAreRefused(String classes, String problem) {
        List<String> names = List.of(classes.split(","));

        var e = assertThrows(
                UserException.class, () -> ShardFormat.ofRows(names, Map.of(), PredictedValues.LABELS, Map.of()));

        assertEquals(problem, e.problem());
    }

    @Test
    void aNumberThatIsTheNameOfAnotherClassIsRefused() {
        var e = assertThrows(
                UserException.class,
                () -> ShardFormat.ofRows(
                        List.of("1", "0"), Map.of("1", "0", "0", "1"), PredictedValues.LABELS, Map.of()));

        assertTrue(e.problem().startsWith("two classes are called "), e.problem());
    }

    @Test
    void aCountThatMetricsHaveNoRoomForIsRefused() {
        PatientTally tally = new PatientTally(format(false, NUMBERED, Map.of()));
        tally.add("a", 4, ConfusionMatrix.LARGEST_COUNT, "a.png");
        assertEquals(ConfusionMatrix.LARGEST_COUNT, tally.counts().matrix().count(1, 1));
        tally.add("b", 4, 1, "b.png");

        var e = assertThrows(UserException.class, tally::counts);

        assertEquals("a cell of the confusion matrix counts 2147483648 slices; the most is 2147483647", e.problem());
    }

    @Test
    void whetherValuesAreLogitsIsDecidedOverAllFilesTogether() throws IOException {
        ShardFormat logits = ShardFormat.ofRows(THREE, Map.of(), PredictedValues.LOGITS, Map.of());
        String header = "image,patient,label,p_Normal,p_CP,p_NCP\n";
        String like = "a.png,a,CP,0.25,0.5,0.25\n"; // logits may be like probabilities by chance
        String other = "b.png,b,CP,-1,3,0.5\n";
        Path both = Files.writeString(folder.resolve("both.csv"), header + like + other);
        Path first = Files.writeString(folder.resolve("first.csv"), header + like);
        Path second = Files.writeString(folder.resolve("second.csv"), header + other);

        assertEquals(count(logits, both), count(logits, first, second));
        var e = assertThrows(UserException.class, () -> count(logits, first));
        assertEquals("these are not logits: the values of every row are in [0, 1] and add up to 1", e.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",a,CP,CP | 2: the name of the image is empty",
                "a.png,,CP,CP | 2: a.png: the patient is empty",
                "a.png,a,COVID,CP | 2: a.png: 'COVID' is not a class",
                "a.png,a,CP | 2: expected 4 columns, found 3",
            })
    void faultsOfAFileAtAnAddressAreToldWithTheWholeAddress(String row, String problem) {
        String text = "image,patient,label,predicted\n" + row;
        String address = "hdfs://head:8020/ct/a.csv";
        ShardFormat labels = ShardFormat.ofRows(THREE, Map.of(), PredictedValues.LABELS, Map.of());

        var e = assertThrows(
                UserException.class,
                () -> ShardReader.read(labels, text.getBytes(StandardCharsets.UTF_8), address, slice -> {}));

        assertTrue(e.problem().endsWith("\n  " + address + ":" + problem), e.problem());
        assertEquals(address + ":2", e.where());
    }

    @Test
    void faultsAreToldInTheOrderOfTheAddresses() throws IOException {
        Path a = Files.writeString(folder.resolve("a.csv"), "image,patient,label\n");
        Path b = Files.writeString(folder.resolve("b.csv"), "");

        var e = assertThrows(UserException.class, () -> count(format(false, NUMBERED, Map.of()), b, a));

        assertEquals(a + ":1", e.where());
        assertTrue(e.problem().endsWith("\n  and faults in 1 more file"), e.problem());
    }

    private static ConfusionMatrix count(ShardFormat format, Path... files) throws IOException {
        return PatientTally.count(List.of(files), format).matrix();
    }

    private static ShardFormat format(boolean ofSplit, Map<String, String> named, Map<String, String> columns) {
        if (!ofSplit) {
            return ShardFormat.ofRows(THREE, named, PredictedValues.PROBABILITIES, columns);
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < LABELS.length; i++) {
            slices.add(new Slice(
                    "s" + i + ".png",
                    Optional.of(THREE.get(LABELS[i])),
                    Optional.of("p" + i),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty()));
        }
        return ShardFormat.of(new Split("demo/test", slices), THREE, named, PredictedValues.PROBABILITIES, columns);
    }

    private Path json(String values, boolean withNames) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LABELS.length; i++) {
            double[] own = VALUES[i];
            lines.append("{\"image\": \"s" + i + ".png\", \"patient\": \"p" + i + "\", \"label\": "
                    + (withNames ? "\"" + THREE.get(LABELS[i]) + "\"" : LABELS[i])
                    + ", \"" + values + "\": [" + own[0] + ", " + own[1] + ", " + own[2] + "]}\n");
        }
        return Files.writeString(folder.resolve(values + ".jsonl"), lines);
    }

    private Path npz(String values) throws IOException {
        ByteBuffer labels = ByteBuffer.allocate(8 * LABELS.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer numbers = ByteBuffer.allocate(8 * 3 * LABELS.length).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder images = new StringBuilder();
        StringBuilder patients = new StringBuilder();
        for (int i = 0; i < LABELS.length; i++) {
            images.append("s" + i + ".png");
            patients.append("p" + i);
            labels.putLong(LABELS[i]);
            for (double value : VALUES[i]) {
                numbers.putDouble(value);
            }
        }
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        Charset wide = Charset.forName("UTF-32LE");
        arrays.put("image", array("<U6", "4,", images.toString().getBytes(wide)));
        arrays.put("patient", array("<U2", "4,", patients.toString().getBytes(wide)));
        arrays.put("label", array("<i8", "4,", labels.array()));
        arrays.put(values, array("<f8", "4, 3", numbers.array()));
        return Files.write(folder.resolve(values + ".npz"), NpzTableFileTest.npz(arrays));
    }

    private static byte[] array(String type, String shape, byte[] data) {
        return NpzTableFileTest.npy(
                "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }", data);
    }
}
