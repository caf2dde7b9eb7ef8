package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctbench.harness.cluster.ClusterProvider;
import org.ctbench.harness.papers.Library;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertTrue(text.contains("Healthy"), text);
        List<String[]> cells = text.substring(text.indexOf("by patient"))
                .lines()
                .map(line -> line.split(" {2,}"))
                .filter(line -> line.length == 2 && line[1].contains(" ["))
                .toList();
        long same = cells.stream()
                .filter(cell -> Pattern.compile("\nmine +" + Pattern.quote(cell[0]) + " {2,}"
                                + Pattern.quote(cell[1].replace(" %", "")) + " {2,}")
                        .matcher(scored)
                        .find())
                .count();
        assertTrue(same >= 8, same + " of these stand there:\n" + text + scored);
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
                "--split two-class/test --classes Healthy,Pneumonia | name either --split or --classes",
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
