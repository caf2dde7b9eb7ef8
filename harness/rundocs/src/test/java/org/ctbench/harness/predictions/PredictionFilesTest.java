package org.ctbench.harness.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.Task;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionFilesTest {
    private static final List<String> THREE = List.of("Normal", "CP", "NCP");
    private static final Task TASK = new Task("demo/test", THREE, labels("a.png", 0, "b.png", 1, "c.png", 2));
    private static final String GOOD = """
            image,label,p_Normal,p_CP,p_NCP
            a.png,Normal,0.75,0.125,0.125
            b.png,CP,0.5,0.5,0
            c.png,NCP,0.1,0.2,0.7
            """;

    private static final Predictions EXPECTED = new Predictions(
            THREE,
            List.of(
                    Prediction.of("a.png", 0, new float[] {0.75f, 0.125f, 0.125f}),
                    Prediction.of("b.png", 1, new float[] {0.5f, 0.5f, 0}),
                    Prediction.of("c.png", 2, new float[] {0.1f, 0.2f, 0.7f})));

    @TempDir
    Path folder;

    @Test
    void readsWhatCtbenchWrites() throws IOException {
        Path file = folder.resolve("p.csv");
        Sha256 digest = PredictionFile.write(file, EXPECTED);

        ReadPredictions read = PredictionFiles.read(PredictionSource.of(file.toString()), TASK);

        assertEquals(new ReadPredictions(EXPECTED, List.of(digest), List.of()), read);
        assertEquals(List.of(digest), PredictionFiles.digests(PredictionSource.of(file.toString())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p.csv|image,label,p_Normal,p_CP,p_NCP;c.png,NCP,.1,2e-1,0.7000;a.png,Normal,0.75,0.125,0.125;b.png,CP,0.5,0.5,0",
                "p.csv|p_NCP,p_Normal,image,p_CP,x;0.125,0.75,a.png,0.125,1;0,0.5,b.png,0.5,1;0.7,0.1,c.png,0.2,1",
                "p.csv|`\uFEFFimage,Normal,CP,NCP;a.png,0.75,0.125,0.125;;b.png,0.5,0.5,0;c.png,0.1,0.2,0.7`",
                "p.csv|,image,label,Normal,CP,NCP;0,/data/x/a.png,normal,0.75,0.125,0.125;1,C:\\ct\\b.png,Cp,"
                        + " 0.5,0.5,0;2,x/c.png,NCP,0.1,0.2,0.7",
                "p.tsv|image\tNormal\tCP\tNCP;a.png\t0.75\t0.125\t0.125;b.png\t0.5\t0.5\t0;c.png\t0.1\t0.2\t0.7",
                "P.JSONL|{'image':'c.png','probabilities':{'NCP':0.7,'CP':0.2,'Normal':0.1}};{'image':'a.png','probabilities':{'NCP':0.125,'Normal':0.75,'CP':0.125}};{'image':'b.png','probabilities':{'NCP':0,'CP':0.5,'Normal':0.5}}",
                "p.ndjson|{'NCP':0.7,'p_CP':2e-1,'p_Normal':0.1,'image':'c.png'};{'p_Normal':0.75,'p_CP':0.125,'image':'a.png','NCP':'0.125'};;{'image':'b.png','NCP':0,'p_Normal':0.5,'p_CP':0.5}",
            })
    void readsWhatPeopleHave(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text.replace(';', '\n').replace('\'', '"'));

        assertEquals(
                EXPECTED,
                PredictionFiles.read(PredictionSource.of(file.toString()), TASK).predictions());
    }

    @Test
    void columnsAndClassesAreNamedAsTheUserSays() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, """
                file,truth,covid,healthy,pneumonia
                a.png,0,0.125,0.75,0.125
                b.png,1,0,0.5,0.5
                c.png,2,0.7,0.1,0.2
                """);
        Map<String, String> columns =
                Map.of("image", "file", "label", "truth", "NCP", "covid", "Normal", "healthy", "CP", "pneumonia");

        PredictionSource source = new PredictionSource(
                List.of(file.toString()),
                PredictedValues.PROBABILITIES,
                columns,
                Map.of("Normal", "0", "CP", "1", "NCP", "2"));

        assertEquals(EXPECTED, PredictionFiles.read(source, TASK).predictions());
    }

    @Test
    void theColumnsOfAnArrayAreInTheOrderThatTheUserSays() throws IOException {
        Path file = folder.resolve("p.jsonl");
        Files.writeString(file, """
                {"image": "a.png", "scores": [0.125, 0.75, 0.125]}
                {"image": "b.png", "scores": [0, 0.5, 0.5]}
                {"image": "c.png", "scores": [0.7, 0.1, 0.2]}
                """);
        PredictionSource unsaid = source(file, PredictedValues.PROBABILITIES, Map.of("values", "scores"), Map.of());
        PredictionSource said = source(
                file,
                PredictedValues.PROBABILITIES,
                Map.of("values", "scores"),
                Map.of("NCP", "0", "Normal", "1", "CP", "2"));

        var e = assertThrows(UserException.class, () -> PredictionFiles.read(unsaid, TASK));

        assertEquals("the columns of scores have no names", e.problem());
        assertEquals("say which class each of them is, in their order: --classes Normal,CP,NCP", e.fix());
        assertEquals(EXPECTED, PredictionFiles.read(said, TASK).predictions());
    }

    @Test
    void softmaxMakesProbabilitiesOfLogitsHoweverLarge() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, """
                image,Normal,CP,NCP
                a.png,1e308,-1e308,0
                b.png,-1000,-1001,-1e9
                c.png,0,0,+1.5
                """);

        List<Prediction> rows = PredictionFiles.read(source(file, PredictedValues.LOGITS, Map.of(), Map.of()), TASK)
                .predictions()
                .rows();

        assertEquals(List.of(1f, 0f, 0f), rows.get(0).probabilities());
        assertEquals(List.of(0.7310586f, 0.26894143f, 0f), rows.get(1).probabilities()); // 1 / (1 + 1/e)
        assertEquals(2, rows.get(2).predicted());
    }

    @Test
    void theClassAloneHasNoProbabilities() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, "image,predicted\na.png,Normal\nb.png,normal\nc.png,NCP\n");

        Predictions read = PredictionFiles.read(source(file, PredictedValues.LABELS, Map.of(), Map.of()), TASK)
                .predictions();

        assertFalse(read.hasProbabilities());
        assertEquals(
                List.of(0, 0, 2),
                read.rows().stream().map(Prediction::predicted).toList());
    }

    @Test
    void severalFilesTogetherHoldTheSplit() throws IOException {
        Path first = folder.resolve("fold1.csv");
        Path second = folder.resolve("fold2.jsonl");
        Files.writeString(first, GOOD.replace("b.png,CP,0.5,0.5,0\n", ""));
        Files.writeString(second, "{\"image\": \"b.png\", \"Normal\": 0.5, \"CP\": 0.5, \"NCP\": 0}\n");
        PredictionSource both = PredictionSource.of(List.of(first.toString(), second.toString()));

        assertEquals(EXPECTED, PredictionFiles.read(both, TASK).predictions());

        Files.writeString(first, GOOD);
        var e = assertThrows(UserException.class, () -> PredictionFiles.read(both, TASK));
        assertEquals(
                "the predictions for demo/test have faults: 1 x double image\n  " + second + ":1: b.png stands at "
                        + first + ":3 already",
                e.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "b.png,CP,0.5,0.5,0|b.png,CP,0.5,0.5|1 x wrong number of columns, 1 x missing image!3: expected 5 columns,"
                        + " found 4!no row for b.png",
                "b.png,CP|d.png,CP|1 x foreign image, 1 x missing image!3: 'd.png' is not a slice of demo/test!no row for b.png",
                "b.png,CP|x/b.jpg,CP|1 x foreign image, 1 x missing image!3: 'x/b.jpg' is not a slice of demo/test; is b.png"
                        + " meant?!no row for b.png",
                "b.png,CP|x/a.png,CP|1 x double image, 1 x missing image!3: x/a.png, which is a.png, stands at FILE:2"
                        + " already!no row for b.png",
                "b.png,CP|b.png,NCP|1 x other true class!3: b.png: the split has true class CP, the file 'NCP'",
                "b.png,CP|b.png,1|1 x other true class!3: b.png: the split has true class CP, the file '1'",
                "0.1,0.2,0.7|0.1,0.2,NaN|1 x no finite number!4: c.png: 'NaN' is not a finite number",
                "0.1,0.2,0.7|0.1,0.2,Infinity|1 x no finite number!4: c.png: 'Infinity' is not a finite number",
                "0.1,0.2,0.7|0.1,0.2,1e999|1 x no finite number!4: c.png: '1e999' is not a finite number",
                "0.1,0.2,0.7|0.1,0.2,0x1p-1|1 x no finite number!4: c.png: '0x1p-1' is not a finite number",
                "0.1,0.2,0.7|0.1,0.2,0.7f|1 x no finite number!4: c.png: '0.7f' is not a finite number",
                "0.1,0.2,0.7|0.1,0.2,|1 x empty value!4: c.png: a value is empty",
                "0.1,0.2,0.7|-0.1,0.4,0.7|1 x outside [0, 1]!4: c.png: -0.1 is outside [0, 1]",
                "0.1,0.2,0.7|0,0,1.2|1 x outside [0, 1]!4: c.png: 1.2 is outside [0, 1]",
                "0.1,0.2,0.7|0.5,0,0.25|1 x sum other than 1!4: c.png: probabilities add up to 0.750000, expected 1",
                "c.png,NCP,0.1,0.2,0.7| |1 x missing image!no row for c.png",
            })
    void namesEveryFault(String from, String to, String faults) throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, GOOD.replace(from, to == null ? "" : to));

        var e = assertThrows(
                UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), TASK));

        String told = e.problem().replace(file.toString() + ":", "FILE:").replace("\n  FILE:", "!");
        assertEquals("the predictions for demo/test have faults: " + faults, told.replace("\n  ", "!"));
        assertTrue(e.fix().startsWith("write one row for each of the 3 slices of demo/test"), e.fix());
    }

    @Test
    void showsTheFirstTenFaultsAndCountsAllByKind() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, GOOD.replace("0.1,0.2,0.7", "0,0,0.5") + "d.png,CP,0.5,0.5,0\n".repeat(100_000));

        var e = assertThrows(
                UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), TASK));

        List<String> lines = e.problem().lines().toList();
        assertEquals(
                "the predictions for demo/test have faults: 100000 x foreign image, 1 x sum other than 1",
                lines.get(0));
        assertEquals(12, lines.size());
        assertEquals("  and 99991 more", lines.get(11));
        assertEquals(file + ":4", e.where());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5,-2,0.1|0.2,0.3,4|-1,-2,-3|they look like logits: add --values logits",
                "75,12.5,12.5|50,50,0|10,20,70|they look like percentages: divide them by 100",
                "0.9,0.8,0.1|0.3,0.3,0.3|0.6,0.6,0.6|each row needs probabilities that add up to 1, of enough digits; of a network"
                        + " that has a sigmoid for each class, write the logits and add --values logits, or the class alone and"
                        + " add --values labels",
            })
    void saysWhatTheNumbersLookLike(String a, String b, String c, String hint) throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, "image,Normal,CP,NCP\na.png," + a + "\nb.png," + b + "\nc.png," + c + "\n");

        var e = assertThrows(
                UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), TASK));

        assertEquals("write one row for each of the 3 slices of demo/test; " + hint, e.fix());
    }

    @Test
    void probabilitiesAreNotTakenForLogits() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, GOOD);

        var e = assertThrows(
                UserException.class,
                () -> PredictionFiles.read(source(file, PredictedValues.LOGITS, Map.of(), Map.of()), TASK));

        assertEquals("these are not logits: the values of every row are in [0, 1] and add up to 1", e.problem());
    }

    @Test
    void aTemplateThatNobodyFilledInIsCalledSo() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, PredictionFile.template(TASK));

        var e = assertThrows(
                UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), TASK));

        assertEquals("none of the 3 rows is filled in", e.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name,Normal,CP,NCP|no column image among 'name', 'Normal', 'CP', 'NCP'|name it: --columns image=COLUMN",
                "image,Normal,CP|no column for NCP among 'image', 'Normal', 'CP'|name the column of each class: --columns NCP=COLUMN",
                "image,predicted|no column for Normal, CP, NCP among 'image', 'predicted'|the classes alone are read with"
                        + " --values labels; or name the column of each class: --columns Normal=COLUMN",
                "image,Normal,p_Normal,CP,NCP|two columns may be that of Normal: Normal and p_Normal|say which: --columns Normal=COLUMN",
                "image,Normal,CP,NCP,CP|two columns are called 'CP'|give each a name of its own",
                "image;Normal;CP;NCP|no column image among 'image;Normal;CP;NCP'|separate the columns by commas, or by tabs in a .tsv",
            })
    void saysWhichColumnIsNotThere(String header, String problem, String fix) throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, header + "\n");

        var e = assertThrows(
                UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), TASK));

        assertEquals(problem, e.problem());
        assertEquals(fix, e.fix());
        assertEquals(file + ":1", e.where());
    }

    @Test
    void refusesNamesOfNothing() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, GOOD);

        assertEquals(
                "'Covid' is none of image, label, predicted, values, Normal, CP, NCP",
                refused(source(file, PredictedValues.PROBABILITIES, Map.of("Covid", "x"), Map.of())));
        assertEquals(
                "no column 'x', which --columns names for NCP",
                refused(source(file, PredictedValues.PROBABILITIES, Map.of("NCP", "x"), Map.of())));
        assertEquals(
                "two classes are called 'cp': Normal and CP",
                refused(source(file, PredictedValues.PROBABILITIES, Map.of(), Map.of("Normal", "cp", "CP", "cp"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p.txt|x|the name does not end in the name of a format that is read",
                "p.csv||the file is empty",
                "p.csv|`image,label,p_Normal,p_CP,p_NCP\n\"a.png`|the quotes of the file do not match: .*",
                "p.jsonl|{\"image\":|the line is not JSON: .*",
                "p.jsonl|[1]|the line is not a JSON object",
                "p.jsonl|{\"image\": 1, \"image\": 2}|the line is not JSON: Duplicate field 'image'",
                "p.npz|PK|the arrays cannot be read: the file holds none",
            })
    void refusesOtherFiles(String name, String text, String problem) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text == null ? "" : text);

        String told = refused(PredictionSource.of(file.toString()));

        assertTrue(told.matches("(?s)" + problem), told);
    }

    @Test
    void refusesTextThatIsNotUtf8AndFilesThatAreNotThere() throws IOException {
        Path file = folder.resolve("p.csv");
        Files.write(file, new byte[] {'i', (byte) 0xe4});

        assertEquals("not a UTF-8 text", refused(PredictionSource.of(file.toString())));
        assertEquals(
                "no such file",
                refused(PredictionSource.of(folder.resolve("q.csv").toString())));
    }

    /** A cut file is refused, unless only the end of its last number is gone. */
    @Test
    void aTruncatedFileIsRefused() throws IOException {
        Path file = folder.resolve("p.csv");
        int lastNumber = GOOD.lastIndexOf(',') + 1;
        for (int length = 0; length <= lastNumber; length++) {
            Files.writeString(file, GOOD.substring(0, length));

            assertFalse(refused(PredictionSource.of(file.toString())).isBlank());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    void refusesALongCellAsSoonAsAShortOne(int digits) throws IOException {
        Path file = folder.resolve("p.csv");
        Files.writeString(file, GOOD.replace("0.1,0.2,0.7", "1".repeat(digits) + "x,0,0"));

        UserException e = assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> assertThrows(
                        UserException.class, () -> PredictionFiles.read(PredictionSource.of(file.toString()), TASK)));

        assertTrue(e.problem().length() < 1_100, "the cell is shown whole");
    }

    /** Whatever the order of rows and columns, whatever the format and however the rows are spread over files. */
    @Test
    void theSameRowsGiveTheSamePredictionsHoweverTheyAreWritten() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 20; round++) {
            Map<String, Integer> labels = new LinkedHashMap<>();
            List<Prediction> rows = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                labels.put("s" + i, i % 3);
                float p = random.nextFloat();
                float q = (1 - p) * random.nextFloat();
                rows.add(Prediction.of("s" + i, i % 3, new float[] {p, q, 1 - p - q}));
            }
            Predictions expected = new Predictions(THREE, rows);
            List<Prediction> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            int cut = random.nextInt(shuffled.size());
            Path csv = write("a.csv", csv(shuffled.subList(0, cut)));
            Path json = write("b.jsonl", json(shuffled.subList(cut, shuffled.size())));

            List<String> files = cut == 0 ? List.of(json.toString()) : List.of(csv.toString(), json.toString());
            assertEquals(
                    expected,
                    PredictionFiles.read(PredictionSource.of(files), new Task("demo/x", THREE, labels))
                            .predictions());
        }
    }

    @Test
    void anotherOrderOfClassesIsToldAndNothingIsChanged() throws IOException {
        Map<String, Integer> labels = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("image,predicted\n");
        for (int i = 0; i < 30; i++) {
            labels.put("s" + i, i % 3);
            text.append('s').append(i).append(',').append(THREE.get(2 - i % 3)).append('\n');
        }
        PredictionSource source = source(write("p.csv", text.toString()), PredictedValues.LABELS, Map.of(), Map.of());

        ReadPredictions read = PredictionFiles.read(source, new Task("demo/x", THREE, labels));

        assertTrue(
                read.warnings().get(0).startsWith("the classes may be in another order: "),
                () -> read.warnings().toString());
        assertEquals(10, read.predictions().confusionMatrix().correct());
    }

    @Test
    void aLargeSplitIsRead() throws IOException {
        Map<String, Integer> labels = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("image,predicted\n");
        for (int i = 0; i < 120_000; i++) {
            labels.put("NCP_" + i + "_1328_0032.png", i % 3);
            text.append("/data/images/NCP_")
                    .append(i)
                    .append("_1328_0032.png,")
                    .append(THREE.get(i % 3))
                    .append('\n');
        }
        Path file = write("p.csv", text.toString());

        Predictions read = PredictionFiles.read(
                        source(file, PredictedValues.LABELS, Map.of(), Map.of()), new Task("demo/x", THREE, labels))
                .predictions();

        assertEquals(120_000, read.confusionMatrix().correct());
    }

    private static String csv(List<Prediction> rows) {
        StringBuilder text = new StringBuilder("NCP,image,Normal,CP\n");
        rows.forEach(row -> text.append(row.probabilities().get(2))
                .append(",folder/")
                .append(row.image())
                .append(',')
                .append(row.probabilities().get(0))
                .append(',')
                .append(row.probabilities().get(1))
                .append('\n'));
        return text.toString();
    }

    private static String json(List<Prediction> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append("{\"CP\": ")
                .append(row.probabilities().get(1))
                .append(", \"NCP\": ")
                .append(row.probabilities().get(2))
                .append(", \"image\": \"")
                .append(row.image())
                .append("\", \"Normal\": ")
                .append(row.probabilities().get(0))
                .append("}\n"));
        return text.toString();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String refused(PredictionSource source) {
        return assertThrows(UserException.class, () -> PredictionFiles.read(source, TASK))
                .problem();
    }

    private static PredictionSource source(
            Path file, PredictedValues values, Map<String, String> columns, Map<String, String> classes) {
        return new PredictionSource(List.of(file.toString()), values, columns, classes);
    }

    private static Map<String, Integer> labels(Object... pairs) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return labels;
    }
}
