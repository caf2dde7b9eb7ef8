package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStatus.State;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.run.data.GeneratedData;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done before anything is computed: dry runs, and runs that are stopped or refused. No engine is opened. */
class DryRunTest {
    @TempDir
    Path temp;

    private final Stop stop = new Stop();
    private final Reproduction.Environment environment = new Reproduction.Environment(
            () -> {
                throw new AssertionError("an engine");
            },
            () -> {
                throw new AssertionError("a worker");
            },
            Progress.standard(),
            stop);
    private PlanFile plan;
    private Reproduction.Folders folders;

    @BeforeEach
    void aPlan() throws IOException {
        plan = Plans.read("../rundocs/src/test/resources/plans/tiny.yaml", List.of());
        folders = new Reproduction.Folders(temp.resolve("data"), temp.resolve("out"), temp.resolve("cache"));
    }

    @Test
    void inAnEmptyFolderNothingIsWritten() throws IOException {
        DryRun run = Reproduction.plan(plan, folders, RunSettings.standard(), environment);

        assertEquals(List.of(), files());
        assertEquals(69, run.generated());
        assertFalse(run.digests());
        assertEquals(5, run.cells().size());
        for (CellStatus status : run.cells()) {
            assertEquals(State.RUNS, status.state());
            assertEquals("its images are generated first", status.why());
        }
    }

    @Test
    void imagesThatAreThereAreFoundAndNothingIsWritten() throws IOException {
        GeneratedData.make(plan.plan().data().generate().orElseThrow().phantom(), folders.data(), Progress.standard());
        List<Path> before = files();

        DryRun run =
                Reproduction.plan(plan, folders, RunSettings.standard().only(List.of("resnet18/train")), environment);

        assertEquals(before, files());
        assertEquals(0, run.generated());
        assertEquals(State.RUNS, run.cells().get(0).state());
        assertEquals("never run in this folder", run.cells().get(0).why());
        assertEquals(24, run.cells().get(0).cell().images()); // 12 slices, 2 epochs
        assertEquals(
                List.of(State.LEFT_OUT, State.LEFT_OUT, State.LEFT_OUT, State.LEFT_OUT),
                run.cells().stream().skip(1).map(CellStatus::state).toList());
    }

    @Test
    void aPatternThatMeansNothingIsRefusedBeforeDataAreGenerated() throws IOException {
        RunSettings settings = RunSettings.standard().only(List.of("nosuch"));

        UserException dry =
                assertThrows(UserException.class, () -> Reproduction.plan(plan, folders, settings, environment));
        UserException wet =
                assertThrows(UserException.class, () -> Reproduction.run(plan, folders, settings, environment));

        assertEquals("no cell 'nosuch'", dry.problem());
        assertEquals(dry.problem(), wet.problem());

        assertEquals(List.of(), files());
    }

    @Test
    void aRunThatIsStoppedWhileItGeneratesGoesOnLater() throws IOException {
        stop.request();

        StoppedException e = assertThrows(
                StoppedException.class, () -> Reproduction.run(plan, folders, RunSettings.standard(), environment));

        assertEquals("generate phantom CT", e.getMessage());
        assertTrue(files().stream().noneMatch(file -> file.toString().endsWith(".part")), files().toString());
        assertTrue(files().size() < 69, files().toString());
        GeneratedData.make(plan.plan().data().generate().orElseThrow().phantom(), folders.data(), Progress.standard());
    }

    @Test
    void aRunThatIsStoppedWhileItReadsImagesHasComputedNothing() throws IOException {
        GeneratedData.make(plan.plan().data().generate().orElseThrow().phantom(), folders.data(), Progress.standard());
        Progress progress = Progress.standard().checked(name -> {
            if (name.startsWith("read images")) {
                stop.request();
            }
        });
        var reading = new Reproduction.Environment(environment.engines(), environment.workers(), progress, stop);

        StoppedException e = assertThrows(
                StoppedException.class, () -> Reproduction.run(plan, folders, RunSettings.standard(), reading));

        assertEquals("read images of phantom-covidx/sample", e.getMessage());
        assertFalse(Files.exists(folders.out().resolve("cells")));
    }

    @Test
    void cellsAreNotCutOffWhereTheyHaveNotSaved() throws IOException {
        GeneratedData.make(plan.plan().data().generate().orElseThrow().phantom(), folders.data(), Progress.standard());
        try (Session session = Session.open(plan, folders, SelectedCells.of(plan.plan(), List.of()), environment)) {
            stop.request();

            Progress ofCells =
                    session.context(RunSettings.standard(), null, null, stop).progress();

            try (Tracker training = ofCells.start("train resnet18", 2, "image")) {
                training.accept(2);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.filter(file -> !file.equals(temp)).sorted().toList();
        }
    }
}
