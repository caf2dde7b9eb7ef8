package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStatus.State;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Plans with a program of sh. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are of sh")
class ProgramPlanTest {
    /** Predicts NCP where the last byte of the checksum of the image's pixels is even, else CP. */
    private static final String EVEN_OR_ODD = """
            echo seed $CTBENCH_SEED
            cd $CTBENCH_IN
            ls
            echo image,p_Normal,p_CP,p_NCP >$CTBENCH_OUT/predictions.csv
            tail -n +2 predict.csv | while read image; do
                byte=$(tail -c 13 $image | head -c 1 | od -An -tu1)
                if [ $((byte % 2)) = 0 ]; then p=0,0,1; else p=0,1,0; fi
                echo $image,$p
            done >>$CTBENCH_OUT/predictions.csv
            """;

    /** Images that all tests read; the first that needs them generates them. */
    @TempDir
    static Path shared;

    @TempDir
    Path temp;

    private Stop stop = new Stop();
    private Path data = shared.resolve("data");
    private Path script;

    @BeforeEach
    void writeTheProgram() throws IOException {
        script = Files.writeString(temp.resolve("predict.sh"), EVEN_OR_ODD);
    }

    @Test
    void runsOnceForAllSetsAndIsScored() throws IOException {
        RunResults results = run(plan("train: phantom-covidx/sample"));

        ModelResults mine = results.numbers().models().get(0);
        assertEquals(
                List.of("test", "remainder"),
                mine.evaluations().stream().map(EvaluationResults::id).toList());
        assertTrue(results.digest().isPresent(), "the run is complete");
        int rows = 0;
        for (EvaluationResults set : mine.evaluations()) {
            for (String row : Files.readAllLines(
                    temp.resolve("out").resolve(set.predictions().file()))) {
                if (!row.startsWith("image,")) {
                    byte[] png = Files.readAllBytes(image(row.substring(0, row.indexOf(','))));
                    boolean even = png[png.length - 13] % 2 == 0;
                    assertTrue(row.matches(even ? ".*,0(\\.0)?,1(\\.0)?" : ".*,1(\\.0)?,0(\\.0)?"), row);
                    rows++;
                }
            }
        }
        assertEquals(24, rows);
        assertEquals(
                "seed 1\nimages\npredict.csv\ntrain.csv\n",
                Files.readString(temp.resolve("out/programs/mine/program.log")));
        assertEquals("0\n", Files.readString(temp.resolve("out/programs/mine/program.exit")));
        assertEquals(Optional.empty(), results.provenance().engine().arithmetic());
        assertTrue(
                results.provenance().engine().libraries().get("program of mine").startsWith("sh "),
                results.provenance().engine().libraries().toString());
    }

    @Test
    void aFinishedRunIsFoundAgainUntilAListedFileChanges() throws IOException {
        RunResults before = run(plan());
        assertEquals(State.FINISHED, status(plan()).state());
        assertEquals(before.numbers(), run(plan()).numbers());

        Files.writeString(script, EVEN_OR_ODD + "# changed\n");

        assertEquals(State.RUNS, status(plan()).state());
        assertTrue(status(plan()).why().startsWith("files is "), status(plan()).why());
    }

    @Test
    void aProgramThatFailsLeavesItsLogAndItsExitCode() throws IOException {
        Files.writeString(script, "echo no module named torch; exit 3");

        var e = assertThrows(UserException.class, () -> run(plan()));

        assertEquals("the program ended with exit code 3; its last output:\nno module named torch", e.problem());
        assertEquals("3\n", Files.readString(kept("program.exit")));
        assertTrue(e.fix().contains(kept("program.log").toString()), e.fix());
        assertFalse(Files.exists(temp.resolve("out/results.json")));

        Files.writeString(script, EVEN_OR_ODD);
        assertEquals(2, run(plan()).numbers().models().get(0).evaluations().size());
    }

    @Test
    void predictionsAreCheckedAsThoseOfAFile() throws IOException {
        Files.writeString(script, EVEN_OR_ODD.replace("p=0,0,1", "p=0,0,2").replace("p=0,1,0", "p=0,2,0"));

        var e = assertThrows(UserException.class, () -> run(plan()));

        assertTrue(e.problem().contains("24 x outside [0, 1]"), e.problem());
    }

    @Test
    void aStoppedProgramIsEndedAndBeginsAnew() throws Exception {
        Path started = temp.resolve("started");
        Path goOn = temp.resolve("go-on");
        Files.writeString(
                script,
                "[ -e " + goOn + " ] || { touch " + started + " $CTBENCH_OUT/half; sleep 100; }\n" + EVEN_OR_ODD);
        Thread stopping = new Thread(() -> {
            while (!Files.exists(started)) {
                Thread.onSpinWait();
            }
            stop.request();
        });
        stopping.start();

        var e = assertTimeoutPreemptively(
                Duration.ofSeconds(90), () -> assertThrows(StoppedException.class, () -> run(plan())));

        assertEquals("run mine", e.getMessage());
        stopping.join();
        Files.createFile(goOn);
        stop = new Stop();
        RunResults results = run(plan());
        assertEquals(2, results.numbers().models().get(0).evaluations().size());
    }

    @Test
    void aProgramThatLearnsIsRunWithEachSeed() throws IOException {
        PlanFile file = Plans.read(
                "../rundocs/src/test/resources/plans/tiny.yaml",
                List.of("seeds=[3, 4]", "models=[" + item("train: phantom-covidx/sample") + "]"));

        RunResults results = run(file);

        assertEquals(
                List.of("mine-seed3", "mine-seed4"),
                results.numbers().models().stream().map(ModelResults::id).toList());
        for (int seed : List.of(3, 4)) {
            Path log = temp.resolve("out/programs/mine-seed" + seed + "/program.log");
            assertTrue(Files.readString(log).startsWith("seed " + seed + "\n"), Files.readString(log));
        }
    }

    @Test
    void anImageThatIsNotThereIsFoundByADryRun() throws IOException {
        PlanFile file = Plans.read(
                "../rundocs/src/test/resources/plans/tiny.yaml",
                List.of("models=[{id: mine, program: {image: 'mine:1', tool: no-such-tool}}]"));

        var e = assertThrows(UserException.class, () -> status(file));

        assertEquals("install no-such-tool, or name another tool", e.fix());
    }

    @Test
    void limitsAreNoPartOfTheKey() throws IOException {
        run(plan());

        CellStatus more = status(plan("minutes: 5"));

        assertEquals(State.FINISHED, more.state());
        assertNotEquals(plan().plan().digest(), plan("values: logits").plan().digest());
    }

    private Path kept(String name) throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("out/cells/mine"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private Path image(String id) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.endsWith(id)).findFirst().orElseThrow();
        }
    }

    private PlanFile plan(String... more) throws IOException {
        return Plans.read("../rundocs/src/test/resources/plans/tiny.yaml", List.of("models=[" + item(more) + "]"));
    }

    private String item(String... more) {
        List<String> keys = new ArrayList<>(List.of("command: [sh, " + script + "]", "files: [" + script + "]"));
        keys.addAll(List.of(more));
        return "{id: mine, program: {" + String.join(", ", keys) + "}}";
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
