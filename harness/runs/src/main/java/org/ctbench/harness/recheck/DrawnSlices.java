package org.ctbench.harness.recheck;

import java.util.ArrayList;
import java.util.List;

/**
 * Slices of an evaluation that were drawn.
 *
 * @param set the evaluation
 * @param indices of the slices in its split, ascending
 */
record DrawnSlices(EvaluatedSet set, List<Integer> indices) {
    /**
     * Draws a share of the slices of some evaluations, at least one.
     *
     * @return those of each evaluation of which any was drawn
     */
    static List<DrawnSlices> draw(Draw draw, double share, List<EvaluatedSet> sets) {
        int all = sets.stream().mapToInt(EvaluatedSet::slices).sum();
        int count = all == 0 ? 0 : Math.max(1, (int) (share * all));
        List<Integer> drawn = draw.first(count, all, "slices");
        List<DrawnSlices> bySet = new ArrayList<>();
        int from = 0;
        for (EvaluatedSet set : sets) {
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
}
