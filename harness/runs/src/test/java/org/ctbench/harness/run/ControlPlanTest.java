package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStatus.State;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.models.exact.ExactEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans with negative controls. */
@Tag("slow")
@Tag("computes")
class ControlPlanTest {
    @TempDir
    static Path temp;

    private static RunResults results;

    @BeforeAll
    static void runModelAndControls() throws IOException {
        results = Reproduction.run(
                plan("border"),
                folders(),
                RunSettings.standard(),
                Reproduction.Environment.of(() -> ExactEngine.open(2), Progress.standard()));
    }

    private static PlanFile plan(String image) throws IOException {
        return Plans.read(
                "../rundocs/src/test/resources/plans/tiny.yaml",
                List.of(
                        "models=[resnet18, {id: image, control: " + image
                                + ", of: resnet18}, {id: labels, control: labels-permuted, of: resnet18}]",
                        "protocol.epochs=1",
                        "evaluate=[{id: test, split: phantom-covidx/test, f1: code}]"));
    }

    private static Reproduction.Folders folders() {
        return new Reproduction.Folders(temp.resolve("data"), temp.resolve("out"), temp.resolve("cache"));
    }

    @Test
    void eachLearnsOtherWeightsThanItsModel() {
        List<ModelResults> models = results.numbers().models();

        assertEquals(
                List.of("resnet18", "image", "labels"),
                models.stream().map(ModelResults::id).toList());
        assertEquals(
                3,
                models.stream()
                        .map(model -> model.training().orElseThrow().weights())
                        .collect(Collectors.toSet())
                        .size());
        assertTrue(models.stream()
                .allMatch(model -> model.training().orElseThrow().split().equals("phantom-covidx/sample")
                        && model.evaluations().get(0).slices() == 12));
    }

    @Test
    void whatIsAlteredIsPartOfTheKeyOfEveryCell() throws IOException {
        List<CellStatus> same = status("border");
        List<CellStatus> other = status("shrunk");

        assertTrue(same.stream().allMatch(cell -> cell.state() == State.FINISHED), same.toString());
        for (CellStatus cell : other) {
            String name = cell.cell().name().toString();
            assertEquals(name.startsWith("image/") ? State.RUNS : State.FINISHED, cell.state(), name);
        }
        assertTrue(
                other.stream().anyMatch(cell -> cell.why().equals("control is shrunk, was border")), other.toString());
    }

    @Test
    void theReportSetsThemBesideTheirModel() throws IOException {
        String page = Files.readString(RunReport.write(temp.resolve("out")).resolveSibling("report.md"));

        assertTrue(page.contains("## Negative controls"), page);
        assertTrue(page.contains("the labels of the training images are permuted"), page);
    }

    private static List<CellStatus> status(String image) throws IOException {
        return Reproduction.plan(
                        plan(image),
                        folders(),
                        RunSettings.standard(),
                        Reproduction.Environment.of(() -> ExactEngine.open(1), Progress.standard()))
                .cells();
    }
}
