package org.ctbench.harness.findings;

import java.util.List;

/** Which promise held. */
public enum Level {
    /** Not even a repetition gave the same bits. */
    NONE("not the same bits again, even with the same threads"),
    /** A repetition gave the same bits; another number of threads was not tried or gave others. */
    SAME_THREADS("the same bits again with the same number of threads"),
    /** All numbers of threads that were tried gave the same bits. */
    ALL_THREADS("the same bits again with every number of threads that was tried");

    private final String text;

    Level(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    public static Level of(List<PairComparison> comparisons) {
        if (comparisons.stream().anyMatch(c -> c.repetition() && !c.identical())) {
            return NONE;
        }
        boolean others = comparisons.stream().anyMatch(c -> !c.repetition());
        return others && comparisons.stream().allMatch(PairComparison::identical) ? ALL_THREADS : SAME_THREADS;
    }
}
