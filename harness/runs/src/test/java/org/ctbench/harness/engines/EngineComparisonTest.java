package org.ctbench.harness.engines;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.findings.LayerDifference;
import org.ctbench.harness.findings.SetDifference;
import org.ctbench.harness.findings.StepDifference;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.models.tensor.EngineSettings;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real engines on the tiny plan. */
@Tag("slow")
@Tag("computes")
class EngineComparisonTest {
    private static final int STEPS = 3;

    @TempDir
    static Path temp;

    private static EnginesFinding finding;

    @BeforeAll
    static void compare() throws IOException {
        finding = compare(side("exact", 2, "two/exact"), side("nd4j", 2, "two/nd4j"));
    }

    @Test
    void bothStartFromTheSameWeightsAndDifferByRoundingInTheFirstStep() {
        assertTrue(finding.sameWeights());
        assertEquals(41, finding.layers().size()); // 20 convolutions, 20 batch normalisations, and fc
        assertEquals("conv1", finding.layers().get(0).layer());
        assertEquals("fc", finding.layers().get(40).layer());
        for (LayerDifference layer : finding.layers()) {
            double share = layer.activations().orElseThrow().relative().orElseThrow();
            assertTrue(share < 1e-3, layer.toString()); // statistics of few values amplify rounding
            assertTrue(layer.gradients().orElseThrow().relative().isPresent(), layer.toString());
        }
        assertTrue(finding.layers().stream()
                .anyMatch(layer -> layer.activations().orElseThrow().differing() > 0));
        StepDifference first = finding.steps().get(0);
        assertTrue(first.loss().relative().orElseThrow() < finding.rounding().ofLosses(), first.toString());
    }

    @Test
    void theBoundFollowsFromTheLayers() {
        // conv1 7 x 7 x 3; then 3 x 3 and 1 x 1 convolutions of 64 to 512 channels; fc of 512
        double convolutions = Math.sqrt(147)
                + 4 * 24
                + 24
                + 3 * Math.sqrt(1152)
                + 8
                + Math.sqrt(1152)
                + 3 * 48
                + Math.sqrt(128)
                + 48
                + 3 * Math.sqrt(4608)
                + 16
                + Math.sqrt(512);
        // means over the 5 images of the batch, of planes of 32 x 32 to 2 x 2
        double means = Math.sqrt(5120) + 4 * Math.sqrt(1280) + 5 * (Math.sqrt(320) + Math.sqrt(80) + Math.sqrt(20));

        assertEquals(convolutions + means, finding.rounding().forward(), 1e-9);
        assertTrue(finding.rounding().ofLosses() < 1e-2, finding.rounding().toString());
    }

    @Test
    void everyStepAndSetIsCompared() {
        assertEquals(
                List.of(1, 2, 3),
                finding.steps().stream().map(StepDifference::step).toList());
        assertEquals(
                List.of("test", "remainder", "ictcf"),
                finding.sets().stream().map(SetDifference::set).toList());
        for (SetDifference set : finding.sets()) {
            assertTrue(set.flips().orElseThrow().count() <= set.slices());
            assertTrue(set.metrics().stream().anyMatch(metric -> metric.metric().equals("accuracy")));
        }
        assertTrue(finding.sets().get(0).byPatient());
        assertEquals(List.of(), finding.missing());
    }

    @Test
    void theRunThatItLiesBesideShowsItAsASourceOfVariation() throws IOException {
        Path run = temp.resolve("two/exact");
        finding.write(run);

        assertEquals(Optional.of(finding), EnginesFinding.read(run));
        String page = Files.readString(RunReport.write(run));
        assertTrue(page.contains("Sources of variation"), "no section");
        assertTrue(page.contains("trained on two engines"), "no table");
    }

    @Test
    void aFindingThatWasChangedIsRefused() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("changed"));
        finding.write(folder);
        Path file = folder.resolve("engines.json");
        Files.writeString(
                file, Files.readString(file).replaceFirst("\"sameWeights\" : true", "\"sameWeights\" : false"));

        UserException e = assertThrows(UserException.class, () -> EnginesFinding.read(folder));

        assertTrue(e.problem().startsWith("the document was damaged or changed"), e.problem());
    }

    /** The engine exact on one thread beside itself on three: nothing differs, and what is interrupted or repeated is kept. */
    @Test
    void anEngineBesideItselfDiffersInNothing() throws IOException {
        EnginesFinding same = compare(side("exact", 1, "same/1"), side("exact", 3, "two/exact"));

        for (LayerDifference layer : same.layers()) {
            assertEquals(OptionalDouble.of(0), layer.activations().orElseThrow().relative());
            assertEquals(OptionalDouble.of(0), layer.gradients().orElseThrow().relative());
        }
        for (StepDifference step : same.steps()) {
            assertEquals(0, step.loss().differing());
            assertEquals(0, step.weights().differing());
        }
        assertEquals(Optional.empty(), same.firstLoss());
        assertEquals(Optional.empty(), same.firstWeights());
        for (SetDifference set : same.sets()) {
            assertEquals(0, set.flips().orElseThrow().count());
            assertTrue(set.metrics().stream()
                    .allMatch(metric -> metric.difference().orElse(0) == 0));
        }
        assertFalse(finding.steps().stream().map(StepDifference::weights).allMatch(EngineComparisonTest::identical));
    }

    private static boolean identical(Difference difference) {
        return difference.differing() == 0;
    }

    private static EnginesFinding compare(EngineComparison.Side one, EngineComparison.Side two) throws IOException {
        Progress progress = Progress.lines(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), System::nanoTime);
        return new EngineComparison(List.of(one, two), one.file().plan().grid().get(0), STEPS, progress, new Stop())
                .run();
    }

    private static EngineComparison.Side side(String engine, int threads, String folder) throws IOException {
        List<String> settings = new ArrayList<>(List.of("engine.id=" + engine));
        PlanFile file = Plans.read("../rundocs/src/test/resources/plans/tiny.yaml", settings);
        Path cache = temp.resolve("cache");
        return new EngineComparison.Side(
                file,
                new Reproduction.Folders(temp.resolve("data"), temp.resolve(folder), cache),
                () -> EngineRegistry.load().get(engine).open(new EngineSettings(threads, cache)));
    }
}
