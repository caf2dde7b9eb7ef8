package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * Slices with lesion masks, for the models that learn from them.
 *
 * @param train split to train on; needed if a model learns from lesions
 * @param test split on which every model that finds lesions is evaluated
 * @param scores scores above which a detection counts, each evaluated on its own; 0.05, the article's, and 0.75, that of
 *     the commands behind the predecessors' values (D-30), if it is not written
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Segmentation(Optional<String> train, String test, List<Float> scores) {
    private static final List<Float> STANDARD_SCORES = List.of(0.05f, 0.75f);

    public Segmentation {
        train.ifPresent(split -> Checks.split("train", split));
        Checks.split("test", test);
        if (train.equals(Optional.of(test))) {
            throw new InvalidValue("test", "'" + test + "' is the training split", "name another split");
        }
        scores = Checks.distinct("scores", scores == null ? STANDARD_SCORES : scores);
        for (int i = 0; i < scores.size(); i++) {
            Checks.belowOne("scores[" + i + "]", scores.get(i));
        }
    }

    /** The split to train on, of a plan with a model that learns from lesions. */
    public String training() {
        return train.orElseThrow();
    }

    /** The lowest of the scores: what is at or below it is never needed. */
    public float lowestScore() {
        return scores.stream().min(Float::compare).orElseThrow();
    }
}
