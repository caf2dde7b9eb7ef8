package org.ctbench.harness.run;

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
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.work.LabelTraining;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ResNet18 of the shipped demo learns from right labels, and nothing from wrong ones. {@code .ci/run} checks the whole demo. */
@Tag("slow")
@Tag("computes")
class DemoTest {
    private static final List<String> ALL = List.of("Normal", "CP", "NCP");

    /** Two thirds of those that it is trained on, all that it is tested on, and few others. */
    private static final String SLICES = "{covidx: {samplePerClass: 100, remainder: 10, val: 10},"
            + " lesion: {trainPatients: 1, testPatients: 1}, ictcf: {trainPerClass: 3, test: 7}}";

    /** Enough to learn the right labels. */
    private static final int EPOCHS = 2;

    @TempDir
    Path temp;

    private static Engine engine() {
        return ExactEngine.open(2);
    }

    @Test
    void resNet18LearnsFromRightLabelsAndNotFromShuffledOnes() throws IOException {
        PlanFile file = Plans.read("demo", List.of("data.generate.phantom=" + SLICES));
        Reproduction.Folders folders =
                new Reproduction.Folders(temp.resolve("data"), temp.resolve("out"), temp.resolve("cache"));
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

            assertTrue(right >= 0.80, "class-weighted F1 after training on the right labels is " + right);
            assertTrue(shuffled < 0.60, "class-weighted F1 after training on shuffled labels is " + shuffled);
        }
    }

    private static double f1(Predictions predictions, Plan plan) {
        return Scores.of(predictions.confusionMatrix(), plan.f1Weights().byWeighting(predictions.classes()))
                .weightedF1()
                .get(Weighting.CODE)
                .orElse(0);
    }
}
