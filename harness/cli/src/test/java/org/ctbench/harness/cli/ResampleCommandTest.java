package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctbench.harness.cluster.ClusterProvider;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the lists of the example with two classes. */
class ResampleCommandTest {
    private static final Path OWN = Path.of("../examples/08-another-data-set");
    private static final String HEADER = "image,label,p_Healthy,p_Pneumonia\n";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> rows = new ArrayList<>(); // every tenth prediction is wrong
    private Map<String, String> patients;

    @BeforeEach
    void readSplit() throws IOException {
        Library library = Library.with(OWN);
        library.importInto(folder.resolve("data"));
        List<Slice> slices = Manifests.read(
                        folder.resolve("data"), library.locks().split("two-class/test"))
                .slices();
        for (Slice slice : slices) {
            boolean healthy = slice.className().orElseThrow().equals("Healthy") == (rows.size() % 10 != 0);
            rows.add(slice.id() + "," + slice.className().get() + (healthy ? ",0.75,0.25\n" : ",0.125,0.875\n"));
        }
        patients = slices.stream()
                .collect(Collectors.toMap(Slice::id, slice -> slice.patient().orElseThrow()));
    }

    @Test
    void valuesAndIntervalsAreThoseThatScorePrints() throws IOException {
        Path file = write("all.csv", HEADER, rows);
        assertEquals(
                0, run("score", file.toString(), "--out", folder.resolve("out").toString(), ofSplit()), err::toString);
        String scored = out.toString();
        Collections.reverse(rows);
        write("shards/1.csv", HEADER, rows.subList(0, 7));
        write("shards/2.csv", HEADER, rows.subList(7, 40));
        write("shards/3.csv", HEADER, rows.subList(40, rows.size()));

        out.getBuffer().setLength(0);
        assertEquals(0, run("resample", folder.resolve("shards").toString(), ofSplit()), err::toString);

        String text = out.toString();
        List<String[]> cells = text.substring(text.indexOf("by patient"))
                .lines()
                .map(line -> line.split(" {2,}"))
                .filter(line -> line.length == 2 && line[1].contains(" ["))
                .toList();
        int both = 0;
        for (String[] cell : cells) {
            Matcher line = Pattern.compile("\nmine +" + Pattern.quote(cell[0]) + " {2,}(.*?) {2,}")
                    .matcher(scored);
            if (line.find()) {
                assertEquals(line.group(1), cell[1].replace(" %", ""), cell[0]);
                both++;
            }
        }
        assertTrue(both >= 8, both + " of these stand there:\n" + text + scored);
    }

    @Test
    void everyValueIntervalAndStandardErrorHasTheBitsOfTheScoredSlices() throws IOException {
        Path file = write("all.csv", HEADER, rows);
        Path run = folder.resolve("out");
        assertEquals(0, run("score", file.toString(), "--out", run.toString(), ofSplit()), err::toString);
        SetEvaluation scored =
                (SetEvaluation) Evidence.read(List.of(run)).evaluations().get(0);
        List<ClassificationMetric> metrics = ClassificationMetric.all(
                        scored.sample().classes(), Map.of())
                .stream()
                .filter(metric -> metric.metric().ofCounts().isPresent())
                .toList();
        out.getBuffer().setLength(0);

        assertEquals(0, run("resample", file.toString(), "--json", ofSplit()), err::toString);

        List<List<Object>> expected = new ArrayList<>();
        for (Estimate estimate : Estimates.of(scored.sample(), metrics, Resampling.standard())) {
            Optional<Uncertainty.Known> known = estimate.byPatient().known();
            expected.add(Arrays.asList(
                    estimate.metric().id(),
                    estimate.value().isPresent() ? estimate.value().getAsDouble() : null,
                    known.map(k -> k.interval().low()).orElse(null),
                    known.map(k -> k.interval().high()).orElse(null),
                    known.map(Uncertainty.Known::standardError).orElse(null)));
        }
        List<List<Object>> found = new ArrayList<>();
        for (JsonNode row : new JsonMapper().readTree(out.toString()).path("metrics")) {
            found.add(Arrays.asList(
                    row.path("metric").asText(),
                    number(row.path("value")),
                    number(row.path("interval").path("low")),
                    number(row.path("interval").path("high")),
                    number(row.path("standardError"))));
        }
        assertEquals(expected, found);
        assertTrue(found.size() > 20, out::toString);
    }

    private static Object number(JsonNode node) {
        return node.isNumber() ? (Object) node.doubleValue() : null;
    }

    @Test
    void rowsThatNamePatientAndClassGiveTheSameAsTheSplit() throws IOException {
        write("plain/all.csv", HEADER, rows);
        assertEquals(0, run("resample", folder.resolve("plain").toString(), "--json", ofSplit()), err::toString);
        String ofSplit = out.toString();
        List<String> own = new ArrayList<>();
        rows.forEach(row -> own.add(patients.get(row.substring(0, row.indexOf(','))) + "," + row));
        Collections.reverse(own);
        Path file = write("own.csv", "who," + HEADER, own);

        out.getBuffer().setLength(0);
        assertEquals(
                0,
                run("resample", file.toString(), "--json", "--classes=Healthy,Pneumonia", "--columns=patient=who"),
                err::toString);

        assertEquals(ofSplit, out.toString());
        assertTrue(ofSplit.contains("\"replicates\" : 10000"), ofSplit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--values labels | of what classes? name the split with --split, or the classes with --classes",
                "--classes Healthy | two or more different classes are needed, found 'Healthy'",
                "--classes Healthy,,Pneumonia | two or more different classes are needed, found 'Healthy', '', 'Pneumonia'",
                "--split two-class/test --classes Healthy=a,Sick=b | 'Sick' is none of Healthy, Pneumonia",
                "--classes Healthy,Pneumonia --conf spark.a=b | --conf is for --spark; name both, or neither",
                "--classes Healthy,Pneumonia | no column patient among 'image', 'label', 'p_Healthy', 'p_Pneumonia'",
                "--split two-class/test --columns patient=who | 'patient' is none of image, label, predicted, values,",
                "--split two-class/test | the files lack 1 of 60 slices of two-class/test, of patient ",
            })
    void mistakesHaveOneMessage(String options, String problem) throws IOException {
        Path file = write("short.csv", HEADER, rows.subList(1, rows.size()));
        List<String> all = new ArrayList<>(List.of("resample", file.toString()));
        all.addAll(List.of(options.split(" ")));
        all.addAll(List.of(
                "--locks", OWN.toString(), "--data", folder.resolve("data").toString()));

        assertEquals(2, run(all.toArray(String[]::new)));

        assertTrue(err.toString().startsWith("error: " + problem), err.toString());
    }

    @Test
    void columnsOfTheClassesInTheWrongOrderAreDoubted() throws IOException {
        Path file = write("swapped.csv", "image,label,p_Pneumonia,p_Healthy\n", rows);

        assertEquals(0, run("resample", file.toString(), "--json", ofSplit()), err::toString);

        assertTrue(
                err.toString().startsWith("warning: the classes may be in another order: the mean sensitivity is "),
                err.toString());
        assertTrue(out.toString().startsWith("{"), out.toString());
    }

    @Test
    void ofAFolderThePredictionsAreReadAndNotWhatSparkAdds() throws IOException {
        for (String name : List.of("part-1.csv", "part-0.csv", "_SUCCESS", ".part-0.csv.crc")) {
            write("shards/" + name, HEADER, rows);
        }
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertEquals(
                List.of(folder.resolve("shards/part-0.csv"), folder.resolve("shards/part-1.csv")),
                ResampleCommand.filesIn(folder.resolve("shards")));
        var e = assertThrows(UserException.class, () -> ResampleCommand.filesIn(empty));
        assertEquals("the folder has no files", e.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b.csv", "a[1].csv", "a{1}.csv", "a*.csv", "a?.csv", "a\\b.csv"})
    void aNameThatSparkTakesForAPatternIsRefused(String name) {
        var e = assertThrows(UserException.class, () -> ResampleCommand.address(Path.of("/shards", name)));

        assertEquals("/shards/" + name, e.where());
        assertEquals("file:/shards/a b.csv", ResampleCommand.address(Path.of("/shards/a b.csv")));
    }

    @Test
    void aSliceThatStandsTwiceIsNamed() throws IOException {
        Path file = write("all.csv", HEADER, rows);
        Path more = write("more.csv", HEADER, rows.subList(3, 5));

        assertEquals(2, run("resample", file.toString(), more.toString(), ofSplit()));

        String image = rows.get(3).substring(0, rows.get(3).indexOf(','));
        assertTrue(err.toString().startsWith("error: 2 slices stand more than once: " + image + ", "), err.toString());
    }

    @Test
    void aBuildWithoutSparkSaysHowToGetIt() throws IOException {
        assumeTrue(ClusterProvider.of("spark").isEmpty(), "this build has Spark");
        Path file = write("all.csv", HEADER, rows);

        assertEquals(2, run("resample", file.toString(), "--spark=local[*]", ofSplit()));

        assertTrue(
                err.toString()
                        .contains("\n  fix: start ctbench with it, which downloads 280 MB once: ./ctbench --spark"),
                err.toString());
    }

    private String ofSplit() {
        return "--split=two-class/test --locks=" + OWN + " --data=" + folder.resolve("data");
    }

    private Path write(String name, String header, List<String> rows) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, header + String.join("", rows));
    }

    private int run(String... arguments) {
        String[] words = List.of(arguments).stream()
                .flatMap(argument -> List.of(argument.split(" ")).stream())
                .toArray(String[]::new);
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(words);
    }
}
