package org.ctbench.harness.plan;

import java.util.List;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * Slices with lesion masks, for the models that learn from them.
 *
 * @param train split to train on
 * @param test split on which every model that finds lesions is evaluated
 * @param scores scores above which a detection counts, each evaluated on its own; 0.05, the article's, and 0.75, that of
 *     the commands behind the predecessors' values (D-30), if it is not written
 */
public record Segmentation(String train, String test, List<Float> scores) {
    private static final List<Float> STANDARD_SCORES = List.of(0.05f, 0.75f);

    public Segmentation {
        Checks.split("train", train);
        Checks.split("test", test);
        if (test.equals(train)) {
            throw new InvalidValue("test", "'" + train + "' is the training split", "name another split");
        }
        scores = Checks.distinct("scores", scores == null ? STANDARD_SCORES : scores);
        for (int i = 0; i < scores.size(); i++) {
            Checks.belowOne("scores[" + i + "]", scores.get(i));
        }
    }

    /** The lowest of the scores: what is at or below it is never needed. */
    public float lowestScore() {
        return scores.stream().min(Float::compare).orElseThrow();
    }
}
