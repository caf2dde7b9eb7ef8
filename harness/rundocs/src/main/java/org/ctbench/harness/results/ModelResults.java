package org.ctbench.harness.results;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.splits.documents.InvalidValue;

/**
 * What became of one model.
 *
 * @param id id of the item of the plan
 * @param item the item in full, with the model's options
 * @param training its training; empty if its predictions were read
 * @param evaluations results per evaluation set, in the order of the plan; empty for a model that only segments
 * @param segmentation how well it finds lesions, if it looks for them
 * @param captures what was looked at in single images
 */
public record ModelResults(
        String id,
        ModelItem item,
        Optional<Training> training,
        List<EvaluationResults> evaluations,
        Optional<SegmentationResults> segmentation,
        List<CaptureReference> captures) {
    public ModelResults {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(training);
        evaluations = List.copyOf(Objects.requireNonNull(evaluations, "evaluations"));
        Objects.requireNonNull(segmentation);
        captures = List.copyOf(Objects.requireNonNull(captures, "captures"));
        if (training.isEmpty() != item.isScored()) {
            throw new InvalidValue(
                    "training",
                    training.isEmpty() ? "there is none" : "there is one, and the predictions were read",
                    "restore the file as the run wrote it");
        }
        if (!item.id().equals(id)) {
            throw new InvalidValue(
                    "item",
                    "it is that of '" + item.id() + "', not of '" + id + "'",
                    "restore the file as the run wrote it");
        }
    }
}
