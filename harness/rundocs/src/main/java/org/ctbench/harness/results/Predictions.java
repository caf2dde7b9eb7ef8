package org.ctbench.harness.results;

import java.util.List;
import org.ctbench.harness.metrics.ConfusionMatrix;

/**
 * What a model said of every slice of a split.
 *
 * @param classes names of the classes of the task, in label order
 * @param rows one per slice, in the order of the split
 * @param hasProbabilities whether the probabilities are known; if not, only the class of each slice is, and it stands in its row
 *     as a probability of 1 that nobody gave
 */
public record Predictions(List<String> classes, List<Prediction> rows, boolean hasProbabilities) {
    /** Predictions whose probabilities are known. */
    public Predictions(List<String> classes, List<Prediction> rows) {
        this(classes, rows, true);
    }

    /** @throws IllegalArgumentException if a row has not one probability per class, or without probabilities other values than 0 and 1 */
    public Predictions {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
        for (Prediction row : rows) {
            if (row.probabilities().size() != classes.size()) {
                throw new IllegalArgumentException(row.image() + " has "
                        + row.probabilities().size() + " probabilities for " + classes.size() + " classes");
            }
            if (!hasProbabilities && !row.probabilities().stream().allMatch(p -> p == 0 || p == 1)) {
                throw new IllegalArgumentException(row.image() + " has " + row.probabilities() + " and not one class");
            }
        }
    }

    /** The table of counts, from the true label and the largest probability of each slice. */
    public ConfusionMatrix confusionMatrix() {
        int[] truth = rows.stream().mapToInt(Prediction::label).toArray();
        int[] predicted = rows.stream().mapToInt(Prediction::predicted).toArray();
        return ConfusionMatrix.ofLabels(classes, truth, predicted);
    }
}
