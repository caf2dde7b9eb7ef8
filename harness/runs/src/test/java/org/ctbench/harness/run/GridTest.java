package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStatus.State;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is computed, what is not, and why. */
@Tag("slow")
@Tag("computes")
class GridTest {
    private static final String TRAIN = "resnet18/train";
    private static final String TEST = "resnet18/evaluate-test";
    private static final String REMAINDER = "resnet18/evaluate-remainder";
    private static final String TUNE = "resnet18/fine-tune-ictcf";
    private static final String ICTCF = "resnet18/evaluate-ictcf";

    @TempDir
    static Path temp;

    @BeforeAll
    static void runOnce() throws IOException {
        run("base", List.of(), RunSettings.standard());
    }

    @Test
    void whatIsFinishedIsNotComputedAgain() throws IOException {
        Map<String, Long> before = records("base");

        run("base", List.of(), RunSettings.standard());

        assertEquals(before, records("base"));
        assertEquals(5, before.size());
        assertEquals(State.FINISHED, status("base", List.of()).get(TRAIN).state());
    }

    @Test
    void aChangedPlanRecomputesOnlyWhatTheChangeReaches() throws IOException {
        Map<String, CellStatus> tuned = status("base", List.of("evaluate[2].fineTune.epochs=2"));
        Map<String, CellStatus> weighed = status("base", List.of("f1Weights.code=[0.2, 0.4, 0.4]"));
        Map<String, CellStatus> longer = status("base", List.of("protocol.epochs=3"));

        assertEquals(State.FINISHED, tuned.get(TRAIN).state());
        assertEquals(State.FINISHED, tuned.get(TEST).state());
        assertEquals("fineTune.epochs is 2, was 1", tuned.get(TUNE).why());
        assertEquals(State.RUNS, tuned.get(ICTCF).state());
        assertTrue(weighed.values().stream().allMatch(s -> s.state() == State.FINISHED), weighed.toString());
        assertEquals("protocol.epochs is 3, was 2", longer.get(TRAIN).why());
        assertTrue(longer.values().stream().allMatch(s -> s.state() == State.RUNS), longer.toString());
    }

    @Test
    void aPlanThatIsChangedBackFindsItsCellsAgain() throws IOException {
        copy("base", "back");
        RunResults first = run("back", List.of(), RunSettings.standard());
        run("back", List.of("evaluate[2].fineTune.epochs=2"), RunSettings.standard());

        Map<String, Long> before = records("back");
        RunResults again = run("back", List.of(), RunSettings.standard());

        assertEquals(before, records("back"));
        assertEquals(first.numbers(), again.numbers());
    }

    @Test
    void aDamagedFileIsComputedAgain() throws IOException {
        copy("base", "damaged");
        RunResults first = run("damaged", List.of(), RunSettings.standard());
        Path file = temp.resolve("damaged/predictions/resnet18/test.csv");
        byte[] bytes = Files.readAllBytes(file);
        Path stored = stored("damaged", "evaluate-test").resolve("predictions.csv");
        Files.writeString(stored, "forged");

        assertEquals(
                "predictions.csv is damaged or was changed",
                status("damaged", List.of()).get(TEST).why());
        RunResults second = run("damaged", List.of(), RunSettings.standard());

        assertArrayEquals(bytes, Files.readAllBytes(file));
        assertEquals(first.numbers(), second.numbers());
    }

    @Test
    void aRecordOfWhichOneDigitWasChangedIsNamedAndComputedAgain() throws IOException {
        copy("base", "changed");
        RunResults first = run("changed", List.of(), RunSettings.standard());
        Path record = stored("changed", "evaluate-test").resolve("cell.json");
        String text = Files.readString(record);
        Files.writeString(record, text.replace("\"images\" : 12", "\"images\" : 13"));
        var err = new ByteArrayOutputStream();

        var environment =
                Reproduction.Environment.of(() -> ExactEngine.open(1), Progress.lines(new PrintStream(err), () -> 0));
        RunResults second = Reproduction.run(
                Plans.read(planFile(), List.of()), folders("changed"), RunSettings.standard(), environment);

        assertTrue(
                err.toString(StandardCharsets.UTF_8)
                        .contains("resnet18/evaluate-test is computed again: cell.json is damaged (the document was"
                                + " damaged or changed: "),
                err.toString(StandardCharsets.UTF_8));
        assertEquals(first.numbers(), second.numbers());
        assertEquals(State.FINISHED, status("changed", List.of()).get(TEST).state());
    }

    @Test
    void onlyWhatIsAskedForIsComputedWithWhatItNeeds() throws IOException {
        RunResults results = run("only", List.of(), RunSettings.standard().only(List.of("resnet18/evaluate-ictcf")));

        Map<String, CellStatus> status = status("only", List.of());
        assertEquals(State.FINISHED, status.get(TUNE).state());
        assertEquals("never run in this folder", status.get(TEST).why());
        assertEquals(
                List.of(TEST, REMAINDER),
                results.numbers().missing().stream().map(MissingCell::cell).toList());
        assertFalse(results.numbers().missing().get(0).failed());
        assertTrue(report("only").contains("it was not asked for"));
    }

    @Test
    void aPatternThatMeansNothingIsNamed() {
        UserException e = assertThrows(
                UserException.class,
                () -> run("base", List.of(), RunSettings.standard().only(List.of("resnet81"))));

        assertEquals("no cell 'resnet81'", e.problem());
        assertEquals("--only resnet81", e.where());
        assertTrue(e.fix().startsWith("did you mean 'resnet18'?"), e.fix());
    }

    @Test
    void aTrainingThatDivergesLeavesAHoleAndTheRestGoesOn() throws IOException {
        List<String> settings = List.of(
                "models=[resnet18, {id: wild, model: resnet18, protocol: {optimizer: {adam: {learningRate: 1.0e+30}}}}]");

        RunResults results = run("wild", settings, RunSettings.standard());

        List<MissingCell> missing = results.numbers().missing();
        assertEquals(
                List.of("resnet18"),
                results.numbers().models().stream().map(ModelResults::id).toList());
        assertEquals(5, missing.size());
        assertTrue(missing.stream().allMatch(MissingCell::failed));
        assertEquals("wild/train", missing.get(0).cell());
        String because = missing.get(0).because();
        assertTrue(
                because.matches(
                        "diverged: the .*loss.* in epoch \\d, step \\d+, with .*\\.png and 4 more \\(losses: image .*\\)"),
                because);
        assertEquals("it needs wild/train, which has no result", missing.get(1).because());
        assertTrue(report("wild").contains(because.substring(0, 25)), report("wild"));
        assertEquals(State.FAILED, status("wild", settings).get("wild/train").state());
        assertEquals(
                "it needs wild/fine-tune-ictcf, which has no result",
                status("wild", settings).get("wild/evaluate-ictcf").why());
    }

    @Test
    void everyModelIsTrainedWithEverySeed() throws IOException {
        RunResults results = run(
                "seeds", List.of("seeds=[1, 2]"), RunSettings.standard().only(List.of("*/train", "*/evaluate-test")));

        List<ModelResults> models = results.numbers().models();
        assertEquals(
                List.of("resnet18-seed1", "resnet18-seed2"),
                models.stream().map(ModelResults::id).toList());
        assertEquals(2, models.get(1).item().protocol().orElseThrow().seeds().weights());
        assertFalse(models.get(0)
                .training()
                .orElseThrow()
                .weights()
                .equals(models.get(1).training().orElseThrow().weights()));
        double first = models.get(0).evaluations().get(0).scores().accuracy().orElseThrow();
        double second = models.get(1).evaluations().get(0).scores().accuracy().orElseThrow();
        String mean = String.format(Locale.ROOT, "%.2f", 50 * (first + second));
        String text = report("seeds");
        assertTrue(text.contains("values over the seeds"), text);
        assertTrue(text.contains("| resnet18 | accuracy | 2 | " + mean), text);
    }

    private static Map<String, CellStatus> status(String out, List<String> settings) throws IOException {
        Map<String, CellStatus> byName = new LinkedHashMap<>();
        DryRun run = Reproduction.plan(
                Plans.read(planFile(), settings), folders(out), RunSettings.standard(), environment());
        for (CellStatus status : run.cells()) {
            byName.put(status.cell().name().toString(), status);
        }
        return byName;
    }

    private static RunResults run(String out, List<String> settings, RunSettings how) throws IOException {
        return Reproduction.run(Plans.read(planFile(), settings), folders(out), how, environment());
    }

    private static Reproduction.Environment environment() {
        return Reproduction.Environment.of(() -> ExactEngine.open(1), Progress.standard());
    }

    private static Reproduction.Folders folders(String out) {
        return new Reproduction.Folders(temp.resolve("data"), temp.resolve(out), temp.resolve("cache"));
    }

    private static String planFile() {
        return "../rundocs/src/test/resources/plans/tiny.yaml";
    }

    private static String report(String out) throws IOException {
        return Files.readString(RunReport.write(temp.resolve(out)).resolveSibling("report.md"));
    }

    /** When each record was written, by its place. */
    private static Map<String, Long> records(String out) throws IOException {
        Map<String, Long> records = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(temp.resolve(out).resolve("cells"))) {
            for (Path file : files.filter(f -> f.endsWith("cell.json")).sorted().toList()) {
                records.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
            }
        }
        return records;
    }

    private static Path stored(String out, String stage) throws IOException {
        try (Stream<Path> folders = Files.list(temp.resolve(out).resolve("cells/resnet18"))) {
            return folders.filter(f -> f.getFileName().toString().startsWith(stage + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve(from))) {
            for (Path file : files.toList()) {
                Path target = temp.resolve(to)
                        .resolve(temp.resolve(from).relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
