package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStatus.State;
import org.ctbench.harness.cost.CostText;
import org.ctbench.harness.cost.PlanCost;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.Task;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans with models that were trained elsewhere. Their lists are there, their images are not. */
class ScoredPlanTest {
    private static final Path OWN = Path.of("../examples/08-another-data-set");

    @TempDir
    Path temp;

    private Library library;
    private Path predictions;

    @BeforeEach
    void writePredictions() throws IOException {
        library = Library.with(OWN);
        library.importInto(data());
        Task task = Task.of(
                Manifests.read(data(), library.locks().split("two-class/test")), List.of("Healthy", "Pneumonia"));
        predictions = temp.resolve("mine.csv");
        StringBuilder text = new StringBuilder("image,predicted\n");
        int[] row = {0};
        task.labels().forEach((image, label) -> {
            boolean right = row[0]++ % 5 != 0;
            text.append(image).append(right == (label == 1) ? ",Pneumonia\n" : ",Healthy\n");
        });
        Files.writeString(predictions, text);
    }

    @Test
    void predictionsAreReadCountedAndPublishedWithoutImages() throws IOException {
        RunResults results = run(plan());

        ModelResults mine = results.numbers().models().get(0);
        assertEquals(Optional.empty(), mine.training());
        assertEquals(60, mine.evaluations().get(0).slices());
        assertEquals(48, mine.evaluations().get(0).confusion().correct());
        assertEquals(Optional.empty(), results.numbers().splits().get(0).images());
        assertTrue(results.digest().isPresent(), "the run is complete");
        Path kept = temp.resolve("out")
                .resolve(mine.evaluations().get(0).predictions().file());
        assertFalse(PredictionFile.readSealed(
                        Files.readAllBytes(kept),
                        kept,
                        mine.evaluations().get(0).predictions().digest())
                .hasProbabilities());
    }

    @Test
    void theKeyIsTheContentOfTheFileAndHowItIsRead() throws IOException {
        run(plan());
        Path moved = Files.move(predictions, temp.resolve("moved.csv"));

        PlanFile elsewhere = plan(moved);
        assertEquals(State.FINISHED, status(elsewhere).state());

        Files.writeString(moved, Files.readString(moved).replaceFirst(",Healthy", ",Pneumonia"));
        CellStatus changed = status(elsewhere);
        assertEquals(State.RUNS, changed.state());
        assertTrue(changed.why().startsWith("predictions.files is"), changed.why());
    }

    @Test
    void faultyPredictionsAreFoundBeforeAnythingIsWritten() throws IOException {
        Files.writeString(predictions, Files.readString(predictions).replaceFirst(",Healthy", ",Covid"));

        var e = assertThrows(UserException.class, () -> run(plan()));

        assertTrue(e.problem().contains("1 x unknown class"), e.problem());
        assertFalse(Files.exists(temp.resolve("out")), "something was written");
    }

    @Test
    void aDryRunInANewFolderReadsThePredictions() throws IOException {
        assertEquals("never run in this folder", status(plan()).why());
        Files.writeString(predictions, Files.readString(predictions).replaceFirst(",Healthy", ",Covid"));

        var e = assertThrows(UserException.class, () -> status(plan()));

        assertTrue(e.problem().contains("1 x unknown class"), e.problem());
        assertFalse(Files.exists(temp.resolve("out")), "something was written");
    }

    @Test
    void aDryRunWhoseImagesAreNotGeneratedYetMissesAFile() throws IOException {
        PlanFile file = Plans.read(
                "paper-small",
                List.of("models=[{id: mine, predictions: {phantom-covidx/test: " + temp.resolve("none.csv") + "}}]"));

        var e = assertThrows(UserException.class, () -> status(file));

        assertEquals(temp.resolve("none.csv").toString(), e.where());
    }

    @Test
    void whatIsStrangeAboutPredictionsStandsInTheResults() throws IOException {
        String text = Files.readString(predictions);
        Files.writeString(
                predictions,
                text.replace(",Healthy", ",x").replace(",Pneumonia", ",Healthy").replace(",x", ",Pneumonia"));

        RunResults results = run(plan());

        List<String> warnings =
                results.numbers().models().get(0).evaluations().get(0).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("the classes may be in another order"), warnings.get(0));
        String page = Files.readString(RunReport.write(temp.resolve("out")).resolveSibling("report.md"));
        assertTrue(page.contains("mine: the classes may be in another order"), page);
    }

    @Test
    void noEngineIsNamedWhereNoneComputed() throws IOException {
        EngineInfo engine = run(plan()).provenance().engine();

        assertEquals(EngineInfo.NONE, engine);
        String page = Files.readString(RunReport.write(temp.resolve("out")).resolveSibling("report.md"));
        assertTrue(page.contains("none: the predictions were read"), page);
        assertFalse(page.contains("verify-determinism"), page);
        assertFalse(page.contains("of which the engine uses"), page);
    }

    @Test
    void aListThatIsNotThereIsNamed() throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        PlanFile other = Plans.read(
                write(predictions).toString(),
                List.of(
                        "evaluate=[{id: test, split: ictcf/test}]",
                        "models=[{id: mine, predictions: {ictcf/test: " + predictions + "}}]"));

        var e = assertThrows(UserException.class, () -> run(other));

        assertEquals("the split ictcf/test does not exist yet", e.problem());
        assertTrue(e.fix().contains("ctbench splits import"), e.fix());
    }

    @Test
    void theCostOfAScoredModelIsNone() throws IOException {
        PlanFile file = Plans.read(
                write(predictions).toString(),
                List.of(
                        "train=two-class/train",
                        "models=[resnet18, {id: mine, predictions: {two-class/test: " + predictions + "}}]"));

        PlanCost cost = PlanCost.counted(file, library.locks(), data());

        assertEquals(List.of("mine"), cost.scored());
        assertEquals(1, cost.models().size());
        assertTrue(CostText.of(cost).contains("\nscored, not trained: mine\n"), CostText.of(cost));
    }

    private Path data() {
        return temp.resolve("data");
    }

    private PlanFile plan() throws IOException {
        return plan(predictions);
    }

    private PlanFile plan(Path file) throws IOException {
        return Plans.read(write(file).toString(), List.of());
    }

    private Path write(Path file) throws IOException {
        return Files.writeString(temp.resolve("plan.yaml"), """
                schema: ctbench/plan/1
                id: scored
                title: Predictions of others
                data: {root: data}
                models:
                  - {id: mine, predictions: {two-class/test: {files: [FILE], values: labels}}}
                protocol: {seeds: {weights: 1, order: 1}}
                evaluate: [{id: test, split: two-class/test}]
                """.replace("FILE", file.toString()));
    }

    private RunResults run(PlanFile file) throws IOException {
        return Reproduction.run(file, folders(), () -> ExactEngine.open(1), Progress.standard());
    }

    private CellStatus status(PlanFile file) throws IOException {
        return Reproduction.plan(
                        file,
                        folders(),
                        RunSettings.standard(),
                        Reproduction.Environment.of(() -> ExactEngine.open(1), Progress.standard()))
                .cells()
                .get(0);
    }

    private Reproduction.Folders folders() {
        return new Reproduction.Folders(data(), temp.resolve("out"), temp.resolve("cache"), library);
    }
}
