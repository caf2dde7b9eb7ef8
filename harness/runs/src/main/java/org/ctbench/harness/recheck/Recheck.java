package org.ctbench.harness.recheck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.recheck.RecheckFinding.CheckedSlices;
import org.ctbench.harness.recheck.RecheckFinding.CheckedStretch;
import org.ctbench.harness.recheck.RecheckFinding.Cost;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.run.ReopenedRun;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.splits.documents.UserException;

/** Draws parts of a run, computes them again, and demands the same bits. */
public final class Recheck {
    private final RunEvidence run;
    private final Draw draw;
    private final double share;
    private final Parts parts;

    /**
     * A recheck of a run.
     *
     * @param share of the run's images that may go through the networks again, in (0, 1]
     * @param checkpoints folder with checkpoints and weights of the run, beside those in its folder
     * @throws UserException if no arithmetic that gives the same bits on every machine computed the run
     */
    public Recheck(RunEvidence run, Draw draw, double share, Optional<Path> checkpoints) throws IOException {
        this.run = run;
        this.draw = draw;
        this.share = share;
        requireArithmetic();
        this.parts = Parts.of(run, checkpoints);
    }

    private void requireArithmetic() {
        Optional<String> then = run.results().provenance().engine().arithmetic();
        Optional<String> now =
                EngineRegistry.load().get(run.plan().engine().id()).arithmetic();
        if (then.isEmpty() || !then.equals(now)) {
            throw new UserException(
                    "nothing of this run can be computed again bit by bit: "
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

    /**
     * Computes what was drawn; finished stretches of an interrupted recheck are not computed again.
     *
     * @param folders where images are, and where unfinished work is kept: not the folder of the run
     * @throws UserException if nothing can be drawn, the data are others, or a checkpoint or weights are not those of the run
     * @throws org.ctbench.harness.run.work.StoppedException if it was asked to stop; the same recheck goes on from there
     */
    public RecheckFinding run(Reproduction.Folders folders, Reproduction.Environment environment) throws IOException {
        long started = System.nanoTime();
        List<TrainedPart> stretches = drawnStretches();
        List<DrawnSlices> slices = drawnSlices();
        List<String> cells = cells(stretches, slices);
        if (cells.isEmpty()) {
            throw nothing();
        }
        List<CheckedStretch> trained = new ArrayList<>();
        List<CheckedSlices> evaluated = new ArrayList<>();
        List<Unchecked> unchecked = new ArrayList<>(parts.unchecked());
        long lost = 0; // slices that turned out to depend on those before them
        String plan = run.folder().resolve(RunFolder.PLAN).toString();
        try (ReopenedRun reopened = ReopenedRun.open(
                Plans.read(plan, List.of()), folders, cells, run.results().numbers(), environment)) {
            Recomputer computer = new Recomputer(run, reopened, folders.out());
            for (DrawnSlices drawn : slices) {
                Optional<CheckedSlices> checked = computer.check(drawn);
                checked.ifPresent(evaluated::add);
                if (checked.isEmpty()) {
                    lost += drawn.set().slices();
                    unchecked.add(new Unchecked(
                            drawn.set().cell().toString(),
                            "its model draws for all slices from one stream of random numbers"));
                }
            }
            for (TrainedPart part : stretches) {
                trained.add(computer.check(part));
            }
        }
        if (stretches.isEmpty() && !parts.stretches().isEmpty()) {
            unchecked.add(tooLong());
        }
        return finding(trained, evaluated, unchecked, lost, (System.nanoTime() - started) / 1e9);
    }

    /** As many as there are room for whichever are drawn. */
    private List<TrainedPart> drawnStretches() {
        List<Long> longestFirst = parts.stretches().stream()
                .map(TrainedPart::images)
                .sorted((a, b) -> Long.compare(b, a))
                .toList();
        double left = share * parts.trainingImages();
        int count = 0;
        while (count < longestFirst.size() && longestFirst.get(count) <= left) {
            left -= longestFirst.get(count);
            count++;
        }
        return draw.first(count, parts.stretches().size(), "stretches").stream()
                .map(parts.stretches()::get)
                .toList();
    }

    private Unchecked tooLong() {
        long longest =
                parts.stretches().stream().mapToLong(TrainedPart::images).max().orElseThrow();
        double needed = Math.ceil(100.0 * longest / parts.trainingImages());
        return new Unchecked(
                "every training",
                "one stretch between two checkpoints takes up to " + Math.round(needed)
                        + " % of all images of trainings, more than the share; with --share " + Math.round(needed)
                        + "% one is drawn");
    }

    private List<DrawnSlices> drawnSlices() {
        int all = parts.sets().stream().mapToInt(EvaluatedSet::slices).sum();
        int count = all == 0 ? 0 : Math.max(1, (int) (share * all));
        List<Integer> drawn = draw.first(count, all, "slices");
        List<DrawnSlices> bySet = new ArrayList<>();
        int from = 0;
        for (EvaluatedSet set : parts.sets()) {
            int begin = from;
            int end = from + set.slices();
            List<Integer> own = drawn.stream()
                    .filter(i -> i >= begin && i < end)
                    .map(i -> i - begin)
                    .toList();
            if (!own.isEmpty()) {
                bySet.add(new DrawnSlices(set, own));
            }
            from = end;
        }
        return bySet;
    }

    private static List<String> cells(List<TrainedPart> stretches, List<DrawnSlices> slices) {
        Set<String> cells = new LinkedHashSet<>();
        stretches.forEach(part -> cells.add(part.cell().toString()));
        slices.forEach(drawn -> cells.add(drawn.set().cell().toString()));
        return List.copyOf(cells);
    }

    private UserException nothing() {
        List<Unchecked> reasons = new ArrayList<>(parts.unchecked());
        if (!parts.stretches().isEmpty()) {
            reasons.add(tooLong());
        }
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
            List<CheckedStretch> trained,
            List<CheckedSlices> evaluated,
            List<Unchecked> unchecked,
            long lost,
            double seconds) {
        long images = trained.stream().mapToLong(CheckedStretch::images).sum()
                + evaluated.stream().mapToLong(CheckedSlices::drawn).sum();
        long all = parts.sets().stream().mapToLong(EvaluatedSet::slices).sum() - lost;
        long slices = evaluated.stream().mapToLong(CheckedSlices::drawn).sum();
        List<Integer> epochs =
                parts.stretches().stream().map(TrainedPart::epochs).toList();
        List<Chance> chances = new ArrayList<>(Forgeries.ofEpochs(epochs, trained.size()));
        chances.addAll(Forgeries.ofPredictions(all, slices));
        return new RecheckFinding(
                RecheckFinding.SCHEMA,
                run.results().numbers().head(),
                draw,
                share,
                trained,
                evaluated,
                new Cost(images, parts.trainingImages() + parts.evaluatedImages(), seconds),
                chances,
                unchecked);
    }
}
