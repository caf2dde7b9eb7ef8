package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.work.LabelTraining;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.Locks;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ResNet18 of the shipped demo learns, and that it learns nothing from wrong labels. {@code .ci/run} checks the whole demo. */
@Tag("slow")
class DemoTest {
    private static final List<String> ALL = List.of("Normal", "CP", "NCP");

    /** Enough to learn the right labels, which the test shows beside the shuffled ones. */
    private static final int EPOCHS = 2;

    @TempDir
    static Path temp;

    private static PlanFile file;
    private static Reproduction.Folders folders;
    private static RunResults results;

    @BeforeAll
    static void runTheDemo() throws IOException {
        file = Plans.read("demo", List.of());
        folders = new Reproduction.Folders(temp.resolve("data"), temp.resolve("out"), temp.resolve("cache"));
        results = Reproduction.run(
                file,
                folders,
                RunSettings.standard().only(List.of("resnet18/evaluate-test")),
                Reproduction.Environment.of(DemoTest::engine, Progress.standard()));
    }

    private static Engine engine() {
        return ExactEngine.open(2);
    }

    @Test
    void resNet18LearnsThePhantom() throws IOException {
        EvaluationResults test = model("resnet18").evaluations().get(0);

        assertEquals("phantom-covidx/test", test.split());
        assertEquals(450, test.slices());
        assertEquals(
                Locks.shipped().split("phantom-covidx/test").manifest(),
                results.numbers().splits().stream()
                        .filter(s -> s.id().equals(test.split()))
                        .findFirst()
                        .orElseThrow()
                        .digest());
        assertAtLeast(0.90, f1(test), "class-weighted F1 of ResNet18");
    }

    @Test
    void resNet18DoesNotLearnFromShuffledLabels() throws IOException {
        Path apart = temp.resolve("shuffled");
        SelectedCells all = SelectedCells.of(file.plan(), List.of());
        Reproduction.Environment environment = Reproduction.Environment.of(DemoTest::engine, Progress.standard());
        try (Session session = Session.open(file, folders, all, environment);
                Engine engine = engine();
                EventLog events = EventLog.open(apart)) {
            Grid grid = session.grid(engine.info());
            RunContext context = session.context(RunSettings.standard(), engine, events, new Stop());
            Cell cell = grid.cell(CellName.parse("resnet18/train"));

            var training = new LabelTraining(context, cell, ALL, apart);

            double right = f1(training.predictions(EPOCHS, "phantom-covidx/test", labels -> {}), file.plan());
            double shuffled = f1(
                    training.predictions(EPOCHS, "phantom-covidx/test", SeededRandom.of(1, "shuffled labels")::shuffle),
                    file.plan());

            assertAtLeast(0.80, right, "class-weighted F1 after training on the right labels");
            assertTrue(shuffled < 0.60, "class-weighted F1 after training on shuffled labels is " + shuffled);
        }
    }

    private static double f1(Predictions predictions, Plan plan) {
        return Scores.of(predictions.confusionMatrix(), plan.f1Weights().byWeighting())
                .weightedF1()
                .get(Weighting.CODE)
                .orElse(0);
    }

    private static double f1(EvaluationResults set) {
        return set.scores().weightedF1().get(Weighting.CODE).orElseThrow();
    }

    private static ModelResults model(String id) {
        return results.numbers().models().stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAtLeast(double least, double value, String what) {
        assertTrue(value >= least, what + " on the phantom is " + value);
    }
}
