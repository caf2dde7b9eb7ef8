package org.ctbench.harness.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionFileTest {
    private static final List<String> THREE = List.of("Normal", "CP", "NCP");
    private static final Task TASK = new Task("demo/test", THREE, labels("a.png", 0, "b.png", 1, "c.png", 2));
    private static final String GOOD = """
            image,label,p_Normal,p_CP,p_NCP
            a.png,Normal,0.75,0.125,0.125
            b.png,CP,0.5,0.5,0
            c.png,NCP,0.1,0.2,0.7
            """;

    @TempDir
    Path folder;

    @Test
    void writesOneRowPerSliceInTheOrderGiven() throws IOException {
        Predictions predictions = new Predictions(
                THREE,
                List.of(
                        Prediction.of("b.png", 1, new float[] {1 / 3f, 1 / 3f, 1 / 3f}),
                        Prediction.of("a, \"odd\".png", 0, new float[] {1, 0, 1e-12f})));

        Sha256 digest = PredictionFile.write(folder.resolve("x/p.csv"), predictions);

        String text = Files.readString(folder.resolve("x/p.csv"));
        assertEquals("""
                image,label,p_Normal,p_CP,p_NCP
                b.png,CP,0.33333334,0.33333334,0.33333334
                "a, ""odd"".png",Normal,1.0,0.0,1.0E-12
                """, text);
        assertEquals(Sha256.of(folder.resolve("x/p.csv")), digest);
    }

    @Test
    void everyProbabilityReadsBackToTheSameFloatInEveryLocale() throws IOException {
        Random random = new Random(7);
        List<Prediction> rows = new ArrayList<>();
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (int i = 0; i < 2000; i++) {
            double tiny = Math.pow(10, -45 * random.nextDouble());
            float p = (float) tiny;
            float q = (float) ((1 - tiny) * random.nextDouble());
            rows.add(Prediction.of("s" + i, i % 3, new float[] {p, q, (float) (1 - (double) p - q)}));
            labels.put("s" + i, i % 3);
        }
        Predictions predictions = new Predictions(THREE, rows);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));

            PredictionFile.write(folder.resolve("p.csv"), predictions);
            Predictions again = PredictionFile.read(folder.resolve("p.csv"), new Task("demo/x", THREE, labels));

            assertEquals(predictions, again);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void readsRowsInAnyOrderAndReturnsThemInTheOrderOfTheSplit() throws IOException {
        Predictions predictions = read("""
                image,label,p_Normal,p_CP,p_NCP
                c.png,NCP,.1,2e-1,0.7000
                a.png,Normal,0.75,0.125,0.1251
                b.png,CP,0.5,0.5,0
                """.replace("\n", "\r\n"));

        assertEquals(
                List.of("a.png", "b.png", "c.png"),
                predictions.rows().stream().map(Prediction::image).toList());
        assertEquals(List.of(0.1f, 0.2f, 0.7f), predictions.rows().get(2).probabilities());
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    void refusesALongCellAsSoonAsAShortOne(int digits) {
        String cell = "1".repeat(digits);

        UserException e = assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> assertThrows(UserException.class, () -> read(GOOD.replace("0.1,0.2,0.7", cell + "x,0,0"))));

        assertTrue(e.problem().startsWith("1 fault in predictions for demo/test\nline 4: c.png: '111"), e.problem());
        assertTrue(e.problem().length() < 1_100, "the cell is shown whole");
    }

    @Test
    void showsTheFirstOfManyFaults() {
        String strangers = "d.png,CP,0.5,0.5,0\n".repeat(100_000);

        var e = assertThrows(UserException.class, () -> read(GOOD + strangers));

        assertTrue(
                e.problem().startsWith("100000 faults in predictions for demo/test\nline 5: 'd.png' is no slice"),
                e.problem());
        assertTrue(e.problem().endsWith("\n... and 99990 more"), e.problem());
    }

    @Test
    void refusesSealedPredictionsWithAClassTwice() {
        byte[] bytes = "image,label,p_CP,p_CP\na,CP,1,0\n".getBytes(StandardCharsets.UTF_8);

        var e = assertThrows(
                UserException.class, () -> PredictionFile.readSealed(bytes, Path.of("p.csv"), Sha256.of(bytes)));

        assertEquals("a class has two columns", e.problem());
        assertEquals("p.csv:1", e.where());
    }

    @Test
    void ofEqualProbabilitiesTheLowestLabelIsPredicted() throws IOException {
        Predictions predictions = read(GOOD);

        assertEquals(0, predictions.rows().get(1).predicted());
        assertEquals(
                ConfusionMatrix.of(THREE, new long[][] {{1, 0, 0}, {1, 0, 0}, {0, 0, 1}}),
                predictions.confusionMatrix());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "b.png,CP,0.5,0.5,0|b.png,CP,0.5,0.5|line 3: expected 5 columns, found 4!no row for b.png|3",
                "b.png,CP|d.png,CP|line 3: 'd.png' is no slice of demo/test!no row for b.png|3",
                "b.png,CP|a.png,CP|line 3: a.png stands on line 2 already!no row for b.png|3",
                "b.png,CP|b.png,NCP|line 3: b.png: expected label CP, found 'NCP'|3",
                "b.png,CP|b.png,1|line 3: b.png: expected label CP, found '1'|3",
                "0.1,0.2,0.7|0.1,0.2,NaN|line 4: c.png: 'NaN' is not a probability|4",
                "0.1,0.2,0.7|0.1,0.2,Infinity|line 4: c.png: 'Infinity' is not a probability|4",
                "0.1,0.2,0.7|0.1,0.2,0x1p-1|line 4: c.png: '0x1p-1' is not a probability|4",
                "0.1,0.2,0.7|0.1,0.2,0.7f|line 4: c.png: '0.7f' is not a probability|4",
                "0.1,0.2,0.7|0.1,0.2,|line 4: c.png: '' is not a probability|4",
                "0.1,0.2,0.7|-0.1,0.4,0.7|line 4: c.png: '-0.1' is not a probability|4",
                "0.1,0.2,0.7|0,0,1.2|line 4: c.png: probability 1.2 is outside [0, 1]|4",
                "0.1,0.2,0.7|0.5,0,0.25|line 4: c.png: probabilities add up to 0.750000, expected 1|4",
                "0.1,0.2,0.7|0.5,0.5,0.002|line 4: c.png: probabilities add up to 1.002000, expected 1|4",
            })
    void namesTheLineOfEachFault(String from, String to, String faults, int line) {
        var e = assertThrows(UserException.class, () -> read(GOOD.replace(from, to)));

        List<String> expected = List.of(faults.split("!"));
        String count = expected.size() == 1 ? "1 fault" : expected.size() + " faults";
        assertEquals(count + " in predictions for demo/test\n" + String.join("\n", expected), e.problem());
        assertEquals(folder.resolve("p.csv") + ":" + line, e.where());
        assertEquals("write one row for each of the 3 slices of demo/test", e.fix());
    }

    @Test
    void aMissingSliceHasNoLine() {
        var e = assertThrows(UserException.class, () -> read(GOOD.replace("c.png,NCP,0.1,0.2,0.7\n", "")));

        assertEquals("1 fault in predictions for demo/test\nno row for c.png", e.problem());
        assertEquals(folder.resolve("p.csv").toString(), e.where());
    }

    @Test
    void showsTheFirstTenFaultsAndCountsTheOthers() {
        StringBuilder text = new StringBuilder("image,label,p_Normal,p_CP,p_NCP\n");
        for (int i = 0; i < 20; i++) {
            text.append("x").append(i).append(",CP,0,1,0\n");
        }

        var e = assertThrows(UserException.class, () -> read(text.toString()));

        List<String> lines = e.problem().lines().toList();
        assertEquals("23 faults in predictions for demo/test", lines.get(0));
        assertEquals("line 11: 'x9' is no slice of demo/test", lines.get(10));
        assertEquals("... and 13 more", lines.get(11));
        assertEquals(12, lines.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image,label,p_CP,p_Normal,p_NCP|expected the header 'image,label,p_Normal,p_CP,p_NCP', found"
                        + " 'image,label,p_CP,p_Normal,p_NCP'",
                "image,label,p_Normal,p_NCP|expected the header 'image,label,p_Normal,p_CP,p_NCP', found"
                        + " 'image,label,p_Normal,p_NCP'",
                "`\uFEFFimage,label,p_Normal,p_CP,p_NCP`|the file begins with a byte order mark",
            })
    void refusesAnotherHeader(String header, String problem) {
        String text = GOOD.replace("image,label,p_Normal,p_CP,p_NCP", header);

        var e = assertThrows(UserException.class, () -> read(text));

        assertEquals(problem, e.problem());
        assertEquals(folder.resolve("p.csv") + ":1", e.where());
        assertEquals("begin the file with image,label,p_Normal,p_CP,p_NCP", e.fix());
    }

    @Test
    void refusesAnEmptyFileAndOneWithBrokenQuotes() {
        var empty = assertThrows(UserException.class, () -> read(""));
        var quotes = assertThrows(UserException.class, () -> read(GOOD + "\"d.png,CP,0,1,0\n"));

        assertEquals("the file is empty", empty.problem());
        assertTrue(quotes.problem().startsWith("not a CSV file: "), quotes.problem());
        assertEquals("mend its quotes", quotes.fix());
    }

    @Test
    void aTaskTakesItsLabelsFromTheSplit() {
        Split split = new Split("ictcf/test", List.of(slice("pCT2.jpg", "NCP"), slice("nCT1.jpg", "Normal")));

        Task task = Task.of(split, List.of("Normal", "NCP"));

        assertEquals(new Task("ictcf/test", List.of("Normal", "NCP"), labels("pCT2.jpg", 1, "nCT1.jpg", 0)), task);
        assertEquals(List.of("pCT2.jpg", "nCT1.jpg"), List.copyOf(task.labels().keySet()));
    }

    @Test
    void aTaskRefusesASliceOfAnotherClass() {
        Split split = new Split("x/test", List.of(slice("a.png", "CP")));

        var e = assertThrows(IllegalArgumentException.class, () -> Task.of(split, List.of("Normal", "NCP")));

        assertEquals("x/test has slices of [CP], the task tells apart [Normal, NCP]", e.getMessage());
    }

    @Test
    void aPredictionCannotHoldWhatIsNoProbability() {
        var nan = assertThrows(IllegalArgumentException.class, () -> Prediction.of("a", 0, new float[] {Float.NaN, 1}));
        var label = assertThrows(IllegalArgumentException.class, () -> Prediction.of("a", 2, new float[] {0, 1}));
        var classes = assertThrows(
                IllegalArgumentException.class,
                () -> new Predictions(THREE, List.of(Prediction.of("a", 0, new float[] {0, 1}))));

        assertEquals("probability NaN is outside [0, 1]", nan.getMessage());
        assertEquals("label 2 is none of 2 classes", label.getMessage());
        assertEquals("a has 2 probabilities for 3 classes", classes.getMessage());
    }

    private Predictions read(String text) throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, text);
        return PredictionFile.read(file, TASK);
    }

    private static Slice slice(String id, String className) {
        return new Slice(
                id, Optional.of(className), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    private static Map<String, Integer> labels(Object... pairs) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return labels;
    }
}
