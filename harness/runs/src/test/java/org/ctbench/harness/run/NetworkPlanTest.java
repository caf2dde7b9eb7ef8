package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStatus.State;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans with a network of another framework, {@link BrightnessProvider}. */
@Tag("slow")
@Tag("computes")
class NetworkPlanTest {
    private static final int GOLDEN = 3;
    private static final int SLICES = 12; // of each of the two sets

    /** Images that all tests read; the first that needs them generates them. */
    @TempDir
    static Path shared;

    @TempDir
    Path temp;

    private Stop stop = new Stop();
    private Path data = shared.resolve("data");
    private Path network;
    private Path card;

    @BeforeEach
    void files() throws IOException {
        network = Files.writeString(temp.resolve("network.zip"), "2");
        for (int i = 0; i < GOLDEN; i++) {
            golden(i, 50 * i);
        }
        card = Files.writeString(temp.resolve("card.yaml"), """
                schema: ctbench/model-card/1
                input: {name: image, size: 32, layout: nchw, channels: grey, mean: [0], std: [1]}
                output: {name: logits, values: logits}
                classes: [NCP, CP, Normal]
                tolerance: 0.001
                golden:
                  - {image: 0.png, output: [0, 0, 0]}
                  - {image: 1.png, output: [0.3922, 0.1961, 0]}
                  - {image: 2.png, output: [0.7843, 0.3922, 0]}
                """);
        BrightnessProvider.COMPUTED.set(0);
    }

    @AfterEach
    void nothingIsInTheWay() {
        BrightnessProvider.before = () -> {};
    }

    private void golden(int image, int grey) throws IOException {
        BufferedImage pixels = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int p = 0; p < 64; p++) {
            pixels.getRaster().setSample(p % 8, p / 8, 0, grey);
        }
        ImageIO.write(pixels, "png", temp.resolve(image + ".png").toFile());
    }

    @Test
    void isEvaluatedOnTheSetsOfItsClassesAndNotTrained() throws IOException {
        RunResults results = run(plan());

        ModelResults mine = results.numbers().models().get(0);
        assertEquals(Optional.empty(), mine.training());
        assertEquals(
                List.of("test", "remainder"), // ictcf asks for a fine-tuning
                mine.evaluations().stream().map(EvaluationResults::id).toList());
        assertTrue(results.digest().isPresent(), "the run is complete");
        Path file = temp.resolve("out")
                .resolve(mine.evaluations().get(0).predictions().file());
        for (Prediction row : PredictionFile.readSealed(
                        Files.readAllBytes(file),
                        file,
                        mine.evaluations().get(0).predictions().digest())
                .rows()) {
            List<Float> p = row.probabilities(); // Normal, CP, NCP: the logits of the card in the plan's order
            assertTrue(p.get(0) < p.get(1) && p.get(1) < p.get(2), row.toString());
            assertEquals(p.get(1) * p.get(1), p.get(0) * p.get(2), 1e-6, row.toString());
        }
        assertEquals(3 * GOLDEN + 2 * SLICES, BrightnessProvider.COMPUTED.get());
    }

    @Test
    void theReportSaysWhatItIsAndThatItsDigitsDependOnTheMachine() throws IOException {
        EngineInfo engine = run(plan()).provenance().engine();

        assertEquals(Optional.empty(), engine.arithmetic());
        assertEquals(Map.of("Brightness", "1.0"), engine.libraries());
        assertFalse(engine.computed());
        String page = Files.readString(RunReport.write(temp.resolve("out")).resolveSibling("report.md"));
        assertTrue(page.contains("none: the predictions are those of Brightness 1.0"), page);
        assertTrue(page.contains("Not covered by the promise of the same digits on every machine"), page);
        assertTrue(page.contains("network.zip (SHA-256 "), page);
    }

    @Test
    void aFinishedEvaluationIsFoundAgainWhereverTheFileLies() throws IOException {
        RunResults before = run(plan());
        int computed = BrightnessProvider.COMPUTED.get();
        network = Files.move(network, temp.resolve("moved.zip"));

        RunResults after = run(plan());

        assertEquals(
                before.numbers().models().get(0).evaluations(),
                after.numbers().models().get(0).evaluations());
        assertEquals(computed, BrightnessProvider.COMPUTED.get());
    }

    @Test
    void theKeyIsTheNetworkItsCardAndTheGoldenImages() throws IOException {
        run(plan());
        assertEquals(State.FINISHED, status(plan()).state());

        String text = Files.readString(card);
        Files.writeString(card, text.replace("0.001", "0.002"));
        assertTrue(status(plan()).why().startsWith("card is "), status(plan()).why());
        Files.writeString(card, text);
        assertEquals(State.FINISHED, status(plan()).state());

        golden(1, 51);
        assertTrue(status(plan()).why().startsWith("golden is "), status(plan()).why());
        golden(1, 50);

        Files.writeString(network, "2.0");
        assertTrue(
                status(plan()).why().startsWith("network is "), status(plan()).why());
    }

    @Test
    void aStoppedEvaluationGoesOn() throws IOException {
        BrightnessProvider.before = () -> {
            if (BrightnessProvider.COMPUTED.get() == 2 * GOLDEN + 4) {
                stop.request();
            }
        };

        var e = assertThrows(StoppedException.class, () -> run(plan()));

        assertEquals("evaluate mine on test, after 5 of 12 images", e.getMessage());
        stop = new Stop();
        BrightnessProvider.before = () -> {};
        BrightnessProvider.COMPUTED.set(0);
        assertEquals(State.GOES_ON, status(plan()).state());
        RunResults results = run(plan());
        assertEquals(3 * GOLDEN + 7 + SLICES, BrightnessProvider.COMPUTED.get());
        assertEquals(12, results.numbers().models().get(0).evaluations().get(0).slices());
    }

    @Test
    void goldenImagesComeBeforeEverythingElse() throws IOException {
        Files.writeString(network, "3");

        var e = assertThrows(UserException.class, () -> run(plan()));

        assertTrue(e.problem().startsWith("2 of 3 golden images give another output"), e.problem());
        assertFalse(Files.exists(temp.resolve("out/cells")), "something was computed");
    }

    @Test
    void aDryRunLooksAtFilesAndComputesNothing() throws IOException {
        data = temp.resolve("data");
        assertEquals("its images are generated first", status(plan()).why());
        assertEquals(0, BrightnessProvider.COMPUTED.get());
        Files.delete(temp.resolve("2.png"));

        var e = assertThrows(UserException.class, () -> status(plan()));

        assertTrue((e.problem() + e.where()).contains("2.png"), e.getMessage());
    }

    @Test
    void aCardOfOtherClassesIsFoundBeforeAnythingIsComputed() throws IOException {
        run(plan());
        Files.writeString(card, Files.readString(card).replace("Normal]", "Healthy]"));

        var e = assertThrows(UserException.class, () -> status(plan()));

        assertEquals("the network distinguishes NCP, CP, Healthy apart, the split Normal, CP, NCP", e.problem());
    }

    @Test
    void aBuildWithoutTheLibraryNamesTheOption() throws IOException {
        PlanFile file = plan("onnx: " + network);

        var dry = assertThrows(UserException.class, () -> status(file));
        var wet = assertThrows(UserException.class, () -> run(file));

        assertEquals("start ctbench with it: ./ctbench --onnx ...", dry.fix());
        assertEquals(dry.getMessage(), wet.getMessage());
        assertFalse(Files.exists(temp.resolve("out")), "something was written");
    }

    @Test
    void aPinnedFileMayNotChange() throws IOException {
        PlanFile pinned = plan();
        Files.writeString(network, "2.0");

        var e = assertThrows(UserException.class, () -> run(pinned));

        assertTrue(e.problem().startsWith("the file is another one: its SHA-256 is "), e.problem());
        assertEquals(network.toString(), e.where());
    }

    private PlanFile plan() throws IOException {
        return plan("dl4j: " + network);
    }

    private PlanFile plan(String file) throws IOException {
        return Plans.read(
                "../rundocs/src/test/resources/plans/tiny.yaml",
                List.of("models=[{id: mine, " + file + ", card: " + card + "}]"));
    }

    private RunResults run(PlanFile file) throws IOException {
        return Reproduction.run(file, folders(), RunSettings.standard(), environment());
    }

    private CellStatus status(PlanFile file) throws IOException {
        return Reproduction.plan(file, folders(), RunSettings.standard(), environment())
                .cells()
                .get(0);
    }

    private Reproduction.Environment environment() {
        Reproduction.Environment plain = Reproduction.Environment.of(() -> ExactEngine.open(1), Progress.standard());
        return new Reproduction.Environment(plain.engines(), plain.workers(), plain.progress(), stop);
    }

    private Reproduction.Folders folders() {
        return new Reproduction.Folders(data, temp.resolve("out"), shared.resolve("cache"));
    }
}
