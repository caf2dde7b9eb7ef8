package org.ctbench.harness.recheck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.recheck.RecheckFinding.CheckedSlices;
import org.ctbench.harness.recheck.RecheckFinding.CheckedStretch;
import org.ctbench.harness.recheck.RecheckFinding.Cost;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.results.RunLock;
import org.ctbench.harness.run.ReopenedRun;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.splits.documents.UserException;

/** Draws parts of a run, computes them again, and demands the same bits. */
public final class Recheck {
    private final RunEvidence run;
    private final Draw draw;
    private final double share;
    private final RunParts parts;

    /**
     * A recheck of a run.
     *
     * @param share of the run's images that may go through the networks again, in (0, 1]
     * @param checkpoints folder with checkpoints and weights of the run, beside those in its folder
     * @throws UserException if no arithmetic that gives the same bits on every machine computed the run, or its results do not follow
     *     from its own files
     */
    public Recheck(RunEvidence run, Draw draw, double share, Optional<Path> checkpoints) throws IOException {
        this.run = run;
        this.draw = draw;
        this.share = share;
        requireArithmetic();
        requireCounted(run);
        this.parts = RunParts.of(run, checkpoints);
    }

    private void requireArithmetic() {
        Optional<String> then = run.results().provenance().engine().arithmetic();
        Optional<String> now =
                EngineRegistry.load().get(run.plan().engine().id()).arithmetic();
        if (then.isEmpty() || !then.equals(now)) {
            throw new UserException(
                    "no part of this run can be recomputed bit for bit: "
                            + (then.isEmpty()
                                    ? "its engine, " + run.plan().engine().id()
                                            + ", does not give the same bits on every machine"
                                    : "its arithmetic is " + then.get() + ", that of this version is "
                                            + now.orElse("none")),
                    run.folder().toString(),
                    then.isEmpty()
                            ? "ask for a run on the engine exact"
                            : "use the version of ctbench that made it, "
                                    + run.results().provenance().code().version());
        }
    }

    /** What the results say of each evaluation must follow from its file, which the slices are compared with. */
    private static void requireCounted(RunEvidence run) throws IOException {
        for (Evaluation evaluation : Evidence.of(List.of(run)).evaluations()) {
            if (evaluation instanceof SetEvaluation classified) {
                classified.predictions();
            } else {
                evaluation.sample();
            }
        }
    }

    /**
     * Computes what was drawn; finished stretches of an interrupted recheck are not computed again.
     *
     * @param folders where images are, and where unfinished work is kept: not the folder of the run
     * @throws UserException if nothing can be drawn, the data are others, a checkpoint or weights are not those of the run, or the
     *     folder of unfinished work is in that of the run or in use
     * @throws org.ctbench.harness.run.work.StoppedException if it was asked to stop; the same recheck goes on from there
     */
    @SuppressWarnings("try") // the lock is taken to be held
    public RecheckFinding run(Reproduction.Folders folders, Reproduction.Environment environment) throws IOException {
        requireOutside(folders.out());
        try (RunLock lock = RunLock.take(folders.out())) {
            return checked(folders, environment);
        }
    }

    private void requireOutside(Path out) {
        Path own = run.folder().toAbsolutePath().normalize();
        if (out.toAbsolutePath().normalize().startsWith(own)) {
            throw new UserException(
                    "unfinished work would be written into the run", out.toString(), "name another folder by --out");
        }
    }

    private RecheckFinding checked(Reproduction.Folders folders, Reproduction.Environment environment)
            throws IOException {
        long started = System.nanoTime();
        DrawnParts drawn = draw.beacon().isPresent()
                ? BeaconSelector.select(parts, draw, share)
                : SeedSelector.select(parts, draw, share);
        List<String> cells = drawn.cells();
        if (cells.isEmpty() && drawn.notShown().isEmpty()) {
            throw nothing(drawn.unchecked());
        }
        List<CheckedStretch> trained = new ArrayList<>();
        List<CheckedSlices> evaluated = new ArrayList<>();
        if (!cells.isEmpty()) {
            String plan = run.folder().resolve(RunFolder.PLAN).toString();
            try (ReopenedRun reopened = ReopenedRun.open(
                    Plans.read(plan, List.of()), folders, cells, run.results().numbers(), environment)) {
                Recomputer computer = new Recomputer(run, reopened, folders.out());
                for (ClaimedTraining untrained : drawn.untrained()) {
                    trained.add(computer.check(untrained));
                }
                for (DrawnSlices slices : drawn.slices()) {
                    evaluated.add(computer.check(slices));
                }
                for (TrainedPart part : drawn.stretches()) {
                    trained.add(computer.check(part));
                }
            }
        }
        return finding(drawn, trained, evaluated, (System.nanoTime() - started) / 1e9);
    }

    private UserException nothing(List<Unchecked> reasons) {
        List<String> lines = reasons.stream()
                .limit(10)
                .map(one -> one.part() + ": " + one.because())
                .toList();
        return new UserException(
                "nothing of this run can be drawn" + (lines.isEmpty() ? "" : ":\n" + String.join("\n", lines)),
                run.folder().toString(),
                "name a folder with its checkpoints and weights by --checkpoints, or a larger --share");
    }

    private RecheckFinding finding(
            DrawnParts drawn, List<CheckedStretch> trained, List<CheckedSlices> evaluated, double seconds) {
        long images = trained.stream().mapToLong(CheckedStretch::images).sum()
                + evaluated.stream().mapToLong(CheckedSlices::drawn).sum();
        return new RecheckFinding(
                RecheckFinding.SCHEMA,
                run.results().numbers().head(),
                draw,
                share,
                trained,
                evaluated,
                new Cost(images, parts.trainingImages() + parts.evaluatedImages(), seconds),
                drawn.chances(),
                drawn.unchecked(),
                drawn.notShown());
    }
}
