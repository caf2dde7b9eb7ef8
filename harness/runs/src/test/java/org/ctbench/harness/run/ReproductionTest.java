package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomLocks;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.GoldenFinding;
import org.ctbench.harness.findings.Level;
import org.ctbench.harness.findings.PairComparison;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.Task;
import org.ctbench.harness.run.data.GeneratedData;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Tag("computes")
class ReproductionTest {
    private static final Reproduction.EngineSource ENGINE = () -> ExactEngine.open(2);

    @TempDir
    static Path temp;

    private static RunResults first;

    @BeforeAll
    static void runTheTinyPlan() throws IOException {
        first = run("first", List.of());
    }

    @Test
    void leavesEveryDocumentOfTheRun() throws IOException {
        Set<String> files = files(temp.resolve("first")).keySet();
        assertEquals(5, files.stream().filter(f -> f.endsWith("/cell.json")).count());
        assertEquals(
                List.of(
                        "events.jsonl",
                        "plan.yaml",
                        "predictions/resnet18/ictcf.csv",
                        "predictions/resnet18/remainder.csv",
                        "predictions/resnet18/test.csv",
                        "results.json",
                        "run.lock",
                        "splits.yaml",
                        "splits/phantom-covidx/remainder.csv",
                        "splits/phantom-covidx/sample.csv",
                        "splits/phantom-covidx/test.csv",
                        "splits/phantom-covidx/val.csv",
                        "splits/phantom-ictcf/test.csv",
                        "splits/phantom-ictcf/train.csv",
                        "weights/resnet18-ictcf.safetensors",
                        "weights/resnet18.safetensors"),
                files.stream()
                        .filter(f -> !f.startsWith("cells/") && !f.contains("/error-"))
                        .toList());
        assertEquals(first, ResultsFile.read(temp.resolve("first")));
    }

    @Test
    void evaluatesEverySetOfThePlanOnEverySliceOfItsSplit() {
        List<EvaluationResults> sets = first.numbers().models().get(0).evaluations();

        assertEquals(
                List.of("test", "remainder", "ictcf"),
                sets.stream().map(EvaluationResults::id).toList());
        assertEquals(
                List.of(12L, 12L, 7L),
                sets.stream().map(EvaluationResults::slices).toList());
        assertEquals(List.of("Normal", "NCP"), sets.get(2).confusion().classes());
        assertEquals(
                2,
                first.numbers().models().get(0).training().orElseThrow().curve().size());
        assertTrue(first.numbers()
                .models()
                .get(0)
                .training()
                .orElseThrow()
                .curve()
                .get(1)
                .validation()
                .isPresent());
    }

    @Test
    void aSecondRunGivesTheSameNumbersAndTheSameBytes() throws IOException {
        RunResults second = run("second", List.of());

        assertEquals(first.numbers(), second.numbers());
        Map<String, Sha256> before = files(temp.resolve("first"));
        Map<String, Sha256> after = files(temp.resolve("second"));
        before.keySet().removeIf(ReproductionTest::holdsTimes);
        after.keySet().removeIf(ReproductionTest::holdsTimes);
        assertEquals(before, after);
    }

    private static boolean holdsTimes(String file) {
        return List.of("results.json", "events.jsonl", "run.lock").contains(file) || file.endsWith("/cell.json");
    }

    @Test
    void otherSeedsGiveOtherNumbers() throws IOException {
        RunResults other = run("seeded", List.of("protocol.seeds.weights=2"));

        assertNotEquals(
                first.numbers().models().get(0).training().orElseThrow().weights(),
                other.numbers().models().get(0).training().orElseThrow().weights());
    }

    @Test
    void thePredictionsReadBackAgainstTheSplit() throws IOException {
        Locks locks = Locks.of(PhantomLocks.of(PhantomGenerator.generate(spec(), data(), n -> {})));
        Task task = Task.of(Manifests.read(data(), locks.split("phantom-covidx/test")), List.of("Normal", "CP", "NCP"));

        String file = temp.resolve("first/predictions/resnet18/test.csv").toString();
        Predictions predictions =
                PredictionFiles.read(PredictionSource.of(file), task).predictions();

        assertEquals(first.numbers().models().get(0).evaluations().get(0).confusion(), predictions.confusionMatrix());
    }

    @Test
    void aModelOfOthersStandsBesideOursAndNothingIsTrainedAgain() throws IOException {
        Path out = RunCopy.of(temp.resolve("first"), temp.resolve("beside"));
        String file = temp.resolve("first/predictions/resnet18/test.csv").toString();

        RunResults both = run(
                "beside",
                List.of("models=[resnet18, {id: again, title: Read, predictions: {phantom-covidx/test: " + file
                        + "}}]"));

        assertEquals(first.numbers().models().get(0), both.numbers().models().get(0));
        ModelResults again = both.numbers().models().get(1);
        EvaluationResults test = first.numbers().models().get(0).evaluations().get(0);
        assertEquals(1, again.evaluations().size());
        assertEquals(test.confusion(), again.evaluations().get(0).confusion());
        assertEquals(
                test.predictions().digest(),
                again.evaluations().get(0).predictions().digest());
        assertEquals(List.of(), both.numbers().missing());
        assertEquals(first.numbers().splits(), both.numbers().splits());
        RunReport.write(out);
        String page = Files.readString(out.resolve("report/report.md"));
        assertTrue(page.contains("This is not known of Read, which ctbench did not train."), page);
    }

    @Test
    void theReportIsTheSameBytesEveryTimeAndSaysThatTheDataAreGenerated() throws IOException {
        Path copy = RunCopy.of(temp.resolve("first"), temp.resolve("copy"));
        Path page = RunReport.write(copy);
        byte[] html = Files.readAllBytes(page);

        RunReport.write(copy);

        assertArrayEquals(html, Files.readAllBytes(page));
        assertTrue(Files.readString(page).contains("Every image of this run is generated (phantom CT)."));
    }

    @Test
    void theReportSaysWhatIsKnownAboutDeterminism() throws IOException {
        Path copy = RunCopy.of(temp.resolve("first"), temp.resolve("checked"));
        String unchecked = Files.readString(RunReport.write(copy));
        new DeterminismFinding(
                        DeterminismFinding.SCHEMA,
                        new DeterminismFinding.Trained("resnet18", 64, 1, 2),
                        first.provenance(),
                        Optional.of(new GoldenFinding(
                                "exact/1",
                                Map.of("matmul", "99bc5eb0"),
                                List.of(new GoldenFinding.Setting("512-bit vectors", 2, 1, List.of())))),
                        List.of(new PairComparison(2, 2, List.of())),
                        Level.SAME_THREADS)
                .write(copy);

        String checked = Files.readString(RunReport.write(copy));

        assertTrue(
                unchecked.contains("Not checked. `ctbench verify-determinism --run RUN` trains for a few steps twice"));
        assertTrue(checked.contains(": the same bits again with the same number of threads."));
        assertTrue(checked.contains("again on 2 threads, in another process"));
        assertTrue(checked.contains("Golden digests of the arithmetic exact/1"));
        assertTrue(checked.contains("all 1 golden digests met"));
    }

    @Test
    void aRunOfAChangedPlanThatIsCutLeavesThePreviousResultsAside() throws IOException {
        Path cut = Files.createDirectories(temp.resolve("cut"));
        for (String name : List.of("plan.yaml", "results.json", "splits.yaml")) {
            Files.copy(temp.resolve("first").resolve(name), cut.resolve(name));
        }
        var folders = new Reproduction.Folders(data(), cut, temp.resolve("cache"));

        assertThrows(
                IllegalStateException.class,
                () -> Reproduction.run(
                        Plans.read(planFile(), List.of("protocol.epochs=1")),
                        folders,
                        () -> {
                            throw new IllegalStateException("power cut");
                        },
                        Progress.standard()));

        assertFalse(Files.exists(cut.resolve("results.json")));
        assertEquals(Sha256.of(temp.resolve("first/results.json")), Sha256.of(cut.resolve("results.previous.json")));
    }

    @Test
    void theFolderOfAnotherPlanIsNotWrittenOver() {
        UserException e = assertThrows(UserException.class, () -> run("first", List.of("id=other")));

        assertEquals("the folder holds a run of another plan: tiny, not other", e.problem());
        assertEquals("name another folder with --out DIR, or move this one away", e.fix());
    }

    @Test
    void aFolderWithOtherThingsIsNotTaken() throws IOException {
        Path photos = Files.createDirectories(temp.resolve("photos"));
        Files.writeString(photos.resolve("cat.txt"), "miaow");

        UserException e = assertThrows(UserException.class, () -> run("photos", List.of()));

        assertEquals("the folder is not empty and holds no run of ctbench", e.problem());
        assertEquals(Map.of("cat.txt", Sha256.of(photos.resolve("cat.txt"))), files(photos));
    }

    @Test
    void anUnknownModelIsNamedWithItsPlaceAndTheNearestName() {
        UserException e = assertThrows(UserException.class, () -> run("unknown", List.of("models=[resnet81]")));

        assertEquals("models[0]: no model 'resnet81'", e.problem());
        assertTrue(e.fix().startsWith("did you mean 'resnet18'?"), e.fix());
        assertFalse(Files.exists(temp.resolve("unknown")));
    }

    @Test
    void missingImagesStopARunBeforeItBegins() throws IOException {
        PhantomSpec spec = spec();
        Path root = temp.resolve("incomplete");
        Locks locks = GeneratedData.make(spec, root, Progress.standard());
        String gone = Manifests.read(root, locks.split("phantom-covidx/test"))
                .slices()
                .get(0)
                .id();
        Files.delete(root.resolve("phantom-covidx").resolve(gone));
        Path cache = temp.resolve("cache");

        UserException e = assertThrows(
                UserException.class,
                () -> RunData.open(root, cache, locks, Map.of("phantom-covidx/test", true), Progress.standard()));

        assertEquals("1 images of phantom-covidx are missing\nphantom-covidx/test: " + gone, e.problem());
    }

    private static RunResults run(String out, List<String> settings) throws IOException {
        PlanFile plan = Plans.read(planFile(), settings);
        var folders = new Reproduction.Folders(data(), temp.resolve(out), temp.resolve("cache"));
        return Reproduction.run(plan, folders, ENGINE, Progress.standard());
    }

    private static String planFile() {
        return Path.of("../rundocs/src/test/resources/plans/tiny.yaml").toString();
    }

    private static Path data() {
        return temp.resolve("data");
    }

    private static PhantomSpec spec() throws IOException {
        Plan plan = Plans.load(planFile());
        return plan.data().generate().orElseThrow().phantom();
    }

    /** Digest of every file below a folder, by its relative name. */
    private static Map<String, Sha256> files(Path folder) throws IOException {
        Map<String, Sha256> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Sha256.of(file));
            }
        }
        return files;
    }
}
