package org.ctbench.harness.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.splits.documents.InvalidValue;

/**
 * One model on one evaluation set.
 *
 * @param id id of the evaluation set
 * @param split its split
 * @param slices number of slices
 * @param fineTuning the training on before this evaluation, if the plan asks for one
 * @param confusion table of counts
 * @param scores metrics, all from {@code confusion}
 * @param predictions the file that {@code confusion} is counted from
 * @param events what the model counted on the way: how often what happened
 * @param warnings what a reader should look at before the numbers are believed, of predictions that were read
 */
public record EvaluationResults(
        String id,
        String split,
        long slices,
        Optional<Training> fineTuning,
        ConfusionMatrix confusion,
        Scores scores,
        FileReference predictions,
        Map<String, Long> events,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
    public EvaluationResults {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(fineTuning);
        Objects.requireNonNull(confusion, "confusion");
        Objects.requireNonNull(scores, "scores");
        Objects.requireNonNull(predictions, "predictions");
        events = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(events, "events")));
        warnings = warnings == null ? List.of() : List.copyOf(warnings); // documents leave out the empty list
        if (confusion.total() != slices) {
            throw new InvalidValue(
                    "confusion",
                    "the counts add up to " + confusion.total() + ", slices says " + slices,
                    "restore the file as the run wrote it");
        }
        if (!scores.followFrom(confusion)) {
            throw new InvalidValue(
                    "scores", "the metrics do not follow from the counts", "restore the file as the run wrote it");
        }
    }
}
