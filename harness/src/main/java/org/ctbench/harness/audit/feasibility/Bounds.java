package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.List;

/** What one sum can be in a box, given that some of the others keep to their intervals. */
final class Bounds implements Reach {
    private final Sum sum;
    private final Dual dual;

    private Bounds(Sum sum, Dual dual) {
        this.sum = sum;
        this.dual = dual;
    }

    /**
     * Bounds of each sum. Those that go well together are bounded together: straight ones and those of one curved ratio; figures of
     * one class are left to the tightening of bounds, but for the last sum, which may be the one whose range is asked for.
     */
    static List<Bounds> of(List<Sum> sums, ClassSizes sizes) {
        List<Bounds> bounds = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            Sum target = sums.get(i);
            boolean last = i == sums.size() - 1;
            if (target.ofOneClass() && !last) {
                bounds.add(new Bounds(target, new Dual(target.ratio(), List.of(target), sizes)));
                continue;
            }
            Ratio curved = curved(target, sums);
            List<Sum> together = new ArrayList<>();
            for (int j = 0; j < sums.size(); j++) {
                Sum other = sums.get(j);
                boolean fits = other.ratio() == curved || other.ratio().curve() == Ratio.Curve.STRAIGHT;
                if (other == target || (fits && (!other.ofOneClass() || j == sums.size() - 1))) {
                    together.add(other);
                }
            }
            bounds.add(new Bounds(target, new Dual(curved, together, sizes)));
        }
        return bounds;
    }

    /** The ratio of the target if that is curved, or else the first curved one of a sum over several classes. */
    private static Ratio curved(Sum target, List<Sum> sums) {
        if (target.ratio().curve() != Ratio.Curve.STRAIGHT) {
            return target.ratio();
        }
        return sums.stream()
                .filter(sum -> sum.ratio().curve() != Ratio.Curve.STRAIGHT && !sum.ofOneClass())
                .map(Sum::ratio)
                .findFirst()
                .orElse(target.ratio());
    }

    @Override
    public boolean reachable(Box box) {
        return dual.least(box, sum, sum.high()) <= sum.high() && dual.most(box, sum, sum.low()) >= sum.low();
    }
}
