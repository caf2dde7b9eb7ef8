package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which classes can be the ones to which nothing was given, as far as the claims tell that do not depend on 0/0. */
final class NeverPredicted {
    private static final int MOST = 64;

    private final ClassSizes sizes;
    private final Search search;
    private final Budget budget;
    private final List<BitSet> cases = new ArrayList<>();
    private boolean complete = true;

    NeverPredicted(ClassSizes sizes, List<ScoreClaim> claims, Budget budget) {
        this.sizes = sizes;
        this.budget = budget;
        List<ScoreClaim> independent = claims.stream()
                .filter(claim -> !claim.score().dependsOnUndefined(sizes))
                .toList();
        search = new Search(sizes, independent, new BitSet());
    }

    /** Whether one class at least can be one of them. */
    boolean isPossible() {
        for (int c = 0; c < sizes.size(); c++) {
            if (canBe(of(new BitSet(), c))) {
                return true;
            }
        }
        return false;
    }

    /** All sets of one class or more that can be it, or the first of very many. */
    List<BitSet> cases() {
        cases.clear();
        complete = true;
        add(new BitSet(), 0);
        return cases;
    }

    /** Whether there are no more than {@link #cases} gave. */
    boolean areComplete() {
        return complete;
    }

    private void add(BitSet chosen, int next) {
        for (int c = next; c < sizes.size() && complete; c++) {
            BitSet more = of(chosen, c);
            if (canBe(more)) {
                complete = cases.size() < MOST && !budget.isSpent();
                if (complete) {
                    cases.add(more);
                    add(more, c + 1);
                }
            }
        }
    }

    private boolean canBe(BitSet classes) {
        SearchBox box = SearchBox.of(sizes);
        box.neverPredicted(classes);
        return search.mayHold(box);
    }

    private static BitSet of(BitSet chosen, int more) {
        BitSet all = (BitSet) chosen.clone();
        all.set(more);
        return all;
    }
}
