package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.List;

/** Whether a claim about agreement beyond chance can hold in a box in which the sums of several classes keep to their intervals. */
final class ChanceBounds implements Reach {
    private final Chance chance;
    private final Ratio curved;
    private final List<Sum> others;
    private final ClassSizes sizes;

    ChanceBounds(Chance chance, List<Sum> sums, ClassSizes sizes) {
        this.chance = chance;
        this.sizes = sizes;
        List<Sum> several = sums.stream().filter(sum -> !sum.ofOneClass()).toList();
        curved = several.stream()
                .map(Sum::ratio)
                .filter(ratio -> ratio.curve() != Ratio.Curve.STRAIGHT)
                .findFirst()
                .orElse(Ratio.SHARE_OF_ALL);
        others = several.stream()
                .filter(sum -> sum.ratio() == curved || sum.ratio().curve() == Ratio.Curve.STRAIGHT)
                .toList();
    }

    @Override
    public boolean reachable(Box box) {
        return chance.lines(box).stream().allMatch(line -> {
            List<Term> together = new ArrayList<>(others);
            together.add(line);
            return new Dual(curved, together, sizes).most(box, line, line.low()) >= line.low();
        });
    }
}
