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
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.work.CellRun;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.ShuffledTraining;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ResNet18 of the shipped demo learns, and that it does not learn what is not there. The digest of the whole demo is checked by .ci/run. */
@Tag("slow")
class DemoTest {
    private static final List<String> ALL = List.of("Normal", "CP", "NCP");

    /** After as many epochs the right labels are learned. */
    private static final int SHUFFLED_EPOCHS = 2;

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
        Scope all = Scope.of(file.plan(), List.of());
        Reproduction.Environment environment = Reproduction.Environment.of(DemoTest::engine, Progress.standard());
        try (Session session = Session.open(file, folders, all, environment);
                Engine engine = engine();
                EventLog events = EventLog.open(apart)) {
            Grid grid = session.grid(Provenance.collect(engine.info()));
            RunContext context = session.context(RunSettings.standard(), engine, events, new Stop());
            Cell cell = grid.cell(CellName.parse("resnet18/train"));

            Predictions predictions = new ShuffledTraining(new CellRun(context, cell), ALL, apart)
                    .predictions(SHUFFLED_EPOCHS, "phantom-covidx/test");
            double f1 = f1(predictions, file.plan());

            assertTrue(f1 < 0.60, "class-weighted F1 after training on shuffled labels is " + f1);
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
