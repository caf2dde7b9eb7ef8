package org.ctbench.harness.results;

import java.util.List;
import org.ctbench.harness.metrics.ConfusionMatrix;

/**
 * What a model said of every slice of a split.
 *
 * @param classes names of the classes of the task, in label order
 * @param rows one per slice, in the order of the split
 */
public record Predictions(List<String> classes, List<Prediction> rows) {
    /** @throws IllegalArgumentException if a row has not one probability per class */
    public Predictions {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
        for (Prediction row : rows) {
            if (row.probabilities().size() != classes.size()) {
                throw new IllegalArgumentException(row.image() + " has "
                        + row.probabilities().size() + " probabilities for " + classes.size() + " classes");
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
