package org.ctbench.harness.recheck;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;

/**
 * What is computed again.
 *
 * @param stretches parts of trainings
 * @param untrained models that are not trained: whether they start as they are said to
 * @param slices slices of evaluations
 * @param chances how likely forgeries are among what was drawn
 * @param unchecked what could not be drawn, and why
 * @param notShown what was drawn and cannot be computed for want of files
 */
record DrawnParts(
        List<TrainedPart> stretches,
        List<ClaimedTraining> untrained,
        List<DrawnSlices> slices,
        List<DetectionChance> chances,
        List<Unchecked> unchecked,
        List<Unchecked> notShown) {
    /** As many of some costs as there is room for whichever are drawn. */
    static int fitting(List<Long> costs, double room) {
        double left = room;
        int count = 0;
        for (long cost : costs.stream().sorted(Comparator.reverseOrder()).toList()) {
            if (cost > left) {
                break;
            }
            left -= cost;
            count++;
        }
        return count;
    }

    /** Why nothing of a training is drawn. */
    static Unchecked tooLong(String what, List<Long> costs, RunParts parts) {
        long longest = costs.stream().mapToLong(Long::longValue).max().orElseThrow();
        long needed = (long) Math.ceil(100.0 * longest / parts.trainingImages());
        return new Unchecked(
                "every training",
                "one " + what + " takes up to " + needed
                        + " % of all images of trainings, more than the share; with --share " + needed
                        + "% one is drawn");
    }

    /** Names of the cells of which something is computed. */
    List<String> cells() {
        Set<String> cells = new LinkedHashSet<>();
        stretches.forEach(part -> cells.add(part.cell().toString()));
        untrained.forEach(model -> cells.add(model.cell().toString()));
        slices.forEach(drawn -> cells.add(drawn.set().cell().toString()));
        return List.copyOf(cells);
    }
}
