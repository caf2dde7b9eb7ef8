package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunResults;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions of another program from the template to the bundle, on the lists of the example with two classes. */
@Tag("slow")
class ScoreCommandTest {
    private static final String OWN = "../examples/08-another-data-set";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aFilledTemplateIsScoredBesideThePaperAndSealed() throws IOException {
        Path file = filled("mine.csv");

        assertEquals(0, score(file, "--paper", "two-class", "--as", "resnet18"), err::toString);

        String text = out.toString();
        assertTrue(text.lines().anyMatch(line -> line.matches("resnet18 +accuracy +90\\.00 \\[.*")), text);
        assertTrue(text.contains("\nTable 1 of the paper: Test split\n"), text);
        assertTrue(
                text.lines()
                        .anyMatch(line ->
                                line.matches("Accuracy +ResNet18 +65\\.00 +90\\.00 \\[.*\\] +\\? cannot be told .*")),
                text);
        String run = folder.resolve("out").toString();
        Path baseline = folder.resolve("baseline.yaml");
        Path bundle = folder.resolve("run.zip");
        assertEquals(0, run("report", run), err::toString);
        assertEquals(0, run("power", run), err::toString);
        assertEquals(0, run("check", "--baseline", baseline.toString(), "--accept", run), err::toString);
        assertEquals(0, run("check", "--baseline", baseline.toString(), "--exact", run), err::toString);
        String key = folder.resolve("my.key").toString();
        String other = folder.resolve("other.key").toString();
        assertEquals(0, run("keygen", key), err::toString);
        assertEquals(0, run("keygen", other), err::toString);
        assertEquals(2, run("bundle", run, "--out", bundle.toString(), "--sign", key + ".pub"), err::toString);
        assertFalse(Files.exists(bundle), "nothing is written where nothing can be signed");
        assertEquals(0, run("bundle", run, "--out", bundle.toString(), "--sign", key), err::toString);
        assertEquals(0, run("replay", bundle.toString(), "--signer", key + ".pub"), err::toString);
        assertTrue(out.toString().contains("files of the report follow from them"), out.toString());
        assertTrue(out.toString().contains("signed with the key of " + key + ".pub"), out.toString());
        assertEquals(1, run("replay", bundle.toString(), "--signer", other + ".pub"), err::toString);
        assertTrue(out.toString().contains("NOT SIGNED it is not signed with this key, or "), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(
                0,
                run("reproduce", run + "/plan.yaml", "--dry-run", "--locks", OWN, "--out", folder + "/new"),
                err::toString);
        assertTrue(
                out.toString().matches("resnet18/evaluate-test +runs +scored, not trained: never run in this folder\n"),
                out.toString());
        String page = Files.readString(folder.resolve("out/report/report.md"));
        assertTrue(page.contains("predictions of another program, read from files"), page);
        assertTrue(page.contains("## Clinical use"), page);
        assertFalse(page.contains("## Training"), page);
    }

    @Test
    void aModelThatThePaperDoesNotKnowStandsBesideItsRows() throws IOException {
        assertEquals(0, score(filled("mine.csv"), "--paper", "two-class"), err::toString);

        assertTrue(
                out.toString()
                        .lines()
                        .anyMatch(line -> line.matches("Accuracy +mine +– b +90\\.00 \\[.*○ not published")),
                out.toString());
        assertTrue(Files.readString(folder.resolve("out/report/report.md")).contains("| mine |"));
    }

    @Test
    void twoScoredModelsStandInOneReport() throws IOException {
        Path file = filled("mine.csv");
        assertEquals(0, score(file), err::toString);
        Path first = Files.move(folder.resolve("out"), folder.resolve("first"));
        assertEquals(0, score(file, "--as", "other"), err::toString);

        Path both = folder.resolve("both");
        String second = folder.resolve("out").toString();
        assertEquals(0, run("report", first.toString(), second, "--out", both.toString()), err::toString);

        String page = Files.readString(both.resolve("report.md"));
        assertTrue(page.contains("| mine |") && page.contains("| other |"), page);
    }

    @Test
    void theClassAloneGivesEveryMetricButThoseOfProbabilities() throws IOException {
        Path file = folder.resolve("labels.tsv");
        Files.writeString(
                file,
                "file\tsays\n"
                        + labelled("mine.csv").stream()
                                .map(row -> "/ct/" + row[0] + "\t" + (row[1].equals("Healthy") ? "0" : "1") + "\n")
                                .collect(Collectors.joining()));

        int code = score(
                file,
                "--values",
                "labels",
                "--columns",
                "image=file,predicted=says",
                "--classes",
                "Healthy,Pneumonia",
                "--json");

        assertEquals(0, code, err::toString);
        RunResults results = ResultsFile.read(folder.resolve("out"));
        assertEquals(
                60,
                results.numbers()
                        .models()
                        .get(0)
                        .evaluations()
                        .get(0)
                        .confusion()
                        .correct());
        String page = Files.readString(folder.resolve("out/report/report.md"));
        assertTrue(
                page.contains(
                        "no AUROC, no calibration and no decision curve of mine: the probabilities are not known"),
                page);
        assertFalse(page.contains("share of right predictions"), page);
    }

    @Test
    void aMetricOfProbabilitiesHasNoValueWhereTheClassAloneIsKnown() throws IOException {
        Path paper = folder.resolve("paper.yaml");
        Files.writeString(
                paper,
                Files.readString(Path.of(OWN, "paper.yaml"))
                        .replace("id: two-class\n", "id: with-auc\n")
                        .replace("metric: accuracy}", "metric: accuracy}\n      - {id: auc, name: AUC, metric: auc}")
                        .replace("accuracy: \"65.00\"", "accuracy: \"65.00\", auc: \"0.71\""));
        Path file = folder.resolve("labels.csv");
        Files.writeString(
                file,
                "image,predicted\n"
                        + labelled("mine.csv").stream()
                                .map(row -> row[0] + "," + row[1] + "\n")
                                .collect(Collectors.joining()));

        int code = score(file, "--values", "labels", "--paper", paper.toString(), "--as", "resnet18");

        assertEquals(0, code, err::toString);
        String text = out.toString();
        assertTrue(text.lines().anyMatch(line -> line.matches("AUC +ResNet18 +0\\.71 +– .*")), text);
        assertTrue(text.contains("the probabilities are not known"), text);
        String page = Files.readString(folder.resolve("out/report/report.md"));
        assertTrue(page.contains("the probabilities are not known"), page);
    }

    @Test
    void faultsAreToldAndNothingIsWritten() throws IOException {
        Path file = template("mine.csv");

        assertEquals(2, score(file));
        assertTrue(err.toString().startsWith("error: none of the 60 rows is filled in\n"), err.toString());
        Files.writeString(file, Files.readString(file).replace(",,", ",3.5,-1"));
        err.getBuffer().setLength(0);

        assertEquals(2, score(file));
        assertTrue(err.toString().contains("60 x outside [0, 1]"), err.toString());
        assertTrue(err.toString().contains("they look like logits: add --values logits"), err.toString());
        assertFalse(Files.exists(folder.resolve("out")), "something was written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--split two-class/tset|no split 'two-class/tset'",
                "--split two-class/test --as ../x|--as: '../x' is not an id",
                "--split two-class/test --paper nobody|no paper 'nobody'",
                "--split two-class/test --paper ter-sarkisov-2022|no table of ter-sarkisov-2022 classifies the slices of two-class/test",
                "--split two-class/test --columns Sick=x|'Sick' is none of image, label, predicted, values, Healthy, Pneumonia",
                "--split covidx-ct-v1/test|the split covidx-ct-v1/test does not exist yet",
            })
    void mistakesOfTheCommandHaveOneMessage(String options, String problem) throws IOException {
        List<String> all = new ArrayList<>(List.of("score", filled("mine.csv").toString()));
        all.addAll(List.of(options.split(" ")));
        all.addAll(List.of(
                "--locks", OWN, "--data", data(), "--out", folder.resolve("out").toString()));

        assertEquals(2, run(all.toArray(String[]::new)));

        assertTrue(err.toString().startsWith("error: " + problem), err.toString());
        assertFalse(Files.exists(folder.resolve("out")), "something was written");
    }

    @Test
    void aTemplateThatIsThereIsNotReplaced() throws IOException {
        Path file = filled("mine.csv");
        String before = Files.readString(file);

        assertEquals(
                2,
                run(
                        "predictions",
                        "template",
                        "--split",
                        "two-class/test",
                        "--locks",
                        OWN,
                        "--data",
                        data(),
                        "--out",
                        file.toString()));

        assertTrue(err.toString().startsWith("error: the file already exists\n"), err.toString());
        assertEquals(before, Files.readString(file));
    }

    @Test
    void aTemplateNeedsSlicesWithClasses() {
        assertEquals(2, run("predictions", "template", "--split", "cncb-lesion/test", "--data", data()));

        assertTrue(err.toString().startsWith("error: the split cncb-lesion/test does not exist yet\n"), err.toString());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path template(String name) {
        Path file = folder.resolve(name);
        int code = run(
                "predictions",
                "template",
                "--split",
                "two-class/test",
                "--locks",
                OWN,
                "--data",
                data(),
                "--out",
                file.toString());
        assertEquals(0, code, err::toString);
        assertTrue(out.toString().contains("60 images to fill in"), out.toString());
        out.getBuffer().setLength(0);
        return file;
    }

    /** Image and true class of every row of a template. */
    private List<String[]> labelled(String name) throws IOException {
        return Files.readAllLines(template(name)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    /** A template filled in so that every tenth prediction is wrong. */
    private Path filled(String name) throws IOException {
        StringBuilder text = new StringBuilder("image,label,p_Healthy,p_Pneumonia\n");
        int row = 0;
        for (String[] cells : labelled(name)) {
            boolean healthy = cells[1].equals("Healthy") == (row++ % 10 != 0);
            text.append(cells[0]).append(',').append(cells[1]).append(healthy ? ",0.75,0.25\n" : ",0.125,0.875\n");
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private int score(Path file, String... more) {
        List<String> all = new ArrayList<>(List.of("score", file.toString(), "--split", "two-class/test"));
        all.addAll(List.of(
                "--locks", OWN, "--data", data(), "--out", folder.resolve("out").toString()));
        all.addAll(List.of("--set", "verdict.replicates=1000"));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }
}
