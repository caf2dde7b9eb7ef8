package org.ctbench.harness.coco;

import java.util.Objects;
import org.ctbench.harness.segmentation.ScoredMask;

/**
 * A predicted lesion with its mask in runs, which take little memory.
 *
 * @param runs its pixels
 * @param score confidence, in [0, 1]
 */
public record FoundLesion(RunLengths runs, double score) {
    /** @throws IllegalArgumentException if the score is not in [0, 1] */
    public FoundLesion {
        Objects.requireNonNull(runs, "runs");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("the score " + score + " is not in [0, 1]");
        }
    }

    /** The lesion of a mask. */
    public static FoundLesion of(ScoredMask found) {
        return new FoundLesion(RunLengths.of(found.mask()), found.score());
    }

    /** The same with its pixels. */
    public ScoredMask masked() {
        return new ScoredMask(runs.mask(), score);
    }
}
