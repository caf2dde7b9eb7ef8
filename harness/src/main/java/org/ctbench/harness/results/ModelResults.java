package org.ctbench.harness.results;

import java.util.List;
import java.util.Objects;

/**
 * What became of one model.
 *
 * @param id id of the model
 * @param training its training
 * @param evaluations results per evaluation set, in the order of the plan
 */
public record ModelResults(String id, Training training, List<EvaluationResults> evaluations) {
    public ModelResults {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(training, "training");
        evaluations = List.copyOf(Objects.requireNonNull(evaluations, "evaluations"));
    }
}
