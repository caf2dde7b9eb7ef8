package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one sum over several classes can be in a box, given that some of the others keep to their intervals. */
final class SumBounds implements Reach {
    private final Sum sum;
    private final Dual dual;

    private SumBounds(Sum sum, Dual dual) {
        this.sum = sum;
        this.dual = dual;
    }

    /**
     * Bounds of the sums over several classes, and of the last one, which may be the one whose range is asked for. Other values of
     * one class are left to the tightening of bounds, which is exact for them.
     */
    static List<SumBounds> of(List<Sum> sums, ClassSizes sizes, Work work) {
        List<SumBounds> bounds = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            if (!sums.get(i).ofOneClass() || i == sums.size() - 1) {
                bounds.add(new SumBounds(sums.get(i), together(sums.get(i), sums, sizes, work)));
            }
        }
        return bounds;
    }

    /**
     * Bounds the first sum together with those of the others that go well with it: straight ones and those of one curved ratio, over
     * several classes or the last.
     */
    static Dual together(Sum target, List<Sum> sums, ClassSizes sizes, Work work) {
        Optional<Sum> curved = curved(target, sums);
        List<Sum> together = new ArrayList<>();
        for (int j = 0; j < sums.size(); j++) {
            Sum other = sums.get(j);
            boolean fits =
                    other.isStraight() || curved.filter(other::curvesLike).isPresent();
            if (other == target || (fits && (!other.ofOneClass() || j == sums.size() - 1))) {
                together.add(other);
            }
        }
        return new Dual(curved, together, sizes, work);
    }

    /** The target if it is curved, or else the first curved sum over several classes. */
    private static Optional<Sum> curved(Sum target, List<Sum> sums) {
        return Stream.concat(Stream.of(target), sums.stream().filter(sum -> !sum.ofOneClass()))
                .filter(sum -> !sum.isStraight())
                .findFirst();
    }

    @Override
    public boolean reachable(SearchBox box) {
        return dual.least(box, sum, sum.high()) <= sum.high() && dual.most(box, sum, sum.low()) >= sum.low();
    }
}
