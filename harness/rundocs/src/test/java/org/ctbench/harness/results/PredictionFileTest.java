package org.ctbench.harness.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

class PredictionFileTest {
    private static final List<String> THREE = List.of("Normal", "CP", "NCP");

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
        for (int i = 0; i < 2000; i++) {
            double tiny = Math.pow(10, -45 * random.nextDouble());
            float p = (float) tiny;
            float q = (float) ((1 - tiny) * random.nextDouble());
            rows.add(Prediction.of("s" + i, i % 3, new float[] {p, q, (float) (1 - (double) p - q)}));
        }
        Predictions predictions = new Predictions(THREE, rows);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));

            PredictionFile.write(folder.resolve("p.csv"), predictions);

            assertEquals(predictions, sealed(folder.resolve("p.csv")));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesSealedPredictionsWithAClassTwice() {
        byte[] bytes = "image,label,p_CP,p_CP\na,CP,1,0\n".getBytes(StandardCharsets.UTF_8);

        var e = assertThrows(
                UserException.class, () -> PredictionFile.readSealed(bytes, Path.of("p.csv"), Sha256.of(bytes)));

        assertEquals("these are not predictions", e.problem());
        assertEquals("p.csv:1", e.where());
    }

    @Test
    void classesWithoutProbabilitiesAreMarkedAsSuch() throws IOException {
        Predictions predictions = new Predictions(
                List.of("Normal", "NCP"),
                List.of(Prediction.of("a", 1, new float[] {0, 1}), Prediction.of("b", 1, new float[] {1, 0})),
                false);

        PredictionFile.write(folder.resolve("p.csv"), predictions);

        assertEquals("""
                image,label,predicted_Normal,predicted_NCP
                a,NCP,0.0,1.0
                b,NCP,1.0,0.0
                """, Files.readString(folder.resolve("p.csv")));
        assertEquals(predictions, sealed(folder.resolve("p.csv")));
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new Predictions(
                        List.of("Normal", "NCP"), List.of(Prediction.of("a", 1, new float[] {0.5f, 0.5f})), false));
        assertEquals("a has [0.5, 0.5] and not one class", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "'a,CP,1',2,'expected 4 columns, found 3'",
        "'a,Normal,1,0',2,label -1 is none of 2 classes",
        "'a,CP,NaN,0',2,'probability NaN is outside [0, 1]'",
        "'a,CP,1,1',2,'probabilities add up to 2.000000, expected 1'"
    })
    void aSealedRowThatIsNoPredictionIsRefused(String row, int line, String problem) {
        byte[] bytes = ("image,label,p_CP,p_NCP\n" + row + "\n").getBytes(StandardCharsets.UTF_8);

        var e = assertThrows(
                UserException.class, () -> PredictionFile.readSealed(bytes, Path.of("p.csv"), Sha256.of(bytes)));

        assertEquals(problem, e.problem());
        assertEquals("p.csv:" + line, e.where());
    }

    @Test
    void aTemplateHasEveryImageAndItsClassAndNothingElse() throws IOException {
        assertEquals("""
                image,label,p_Normal,p_CP,p_NCP
                a.png,Normal,,,
                "b, c.png",NCP,,,
                """, PredictionFile.template(new Task("demo/test", THREE, labels("a.png", 0, "b, c.png", 2))));
    }

    @Test
    void ofEqualProbabilitiesTheLowestLabelIsPredicted() {
        Predictions predictions = new Predictions(
                THREE, List.of(Prediction.of("a", 1, new float[] {0.5f, 0.5f, 0}), Prediction.of("b", 2, new float[] {
                    0.1f, 0.2f, 0.7f
                })));

        assertEquals(0, predictions.rows().get(0).predicted());
        assertEquals(
                ConfusionMatrix.of(THREE, new long[][] {{0, 0, 0}, {1, 0, 0}, {0, 0, 1}}),
                predictions.confusionMatrix());
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

        assertEquals("x/test has slices of [CP], the task distinguishes [Normal, NCP]", e.getMessage());
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

    private static Predictions sealed(Path file) throws IOException {
        return PredictionFile.readSealed(Files.readAllBytes(file), file, Sha256.of(file));
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
