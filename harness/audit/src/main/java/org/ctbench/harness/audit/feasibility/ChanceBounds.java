package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a claim about agreement beyond chance can hold in a box in which the sums of several classes keep to their intervals. */
final class ChanceBounds implements Reach {
    private final Chance chance;
    private final Optional<Sum> curved;
    private final List<Sum> others;
    private final ClassSizes sizes;
    private final Work work;

    ChanceBounds(Chance chance, List<Sum> sums, ClassSizes sizes, Work work) {
        this.chance = chance;
        this.sizes = sizes;
        this.work = work;
        List<Sum> several = sums.stream().filter(sum -> !sum.ofOneClass()).toList();
        curved = several.stream().filter(sum -> !sum.isStraight()).findFirst();
        others = several.stream()
                .filter(sum ->
                        sum.isStraight() || curved.filter(sum::curvesLike).isPresent())
                .toList();
    }

    @Override
    public boolean reachable(SearchBox box) {
        return chance.lines(box).stream().allMatch(line -> {
            List<Term> together = new ArrayList<>(others);
            together.add(line);
            return new Dual(curved, together, sizes, work).most(box, line, line.low()) >= line.low();
        });
    }
}
