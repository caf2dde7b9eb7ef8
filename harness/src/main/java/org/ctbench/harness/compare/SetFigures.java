package org.ctbench.harness.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.SeedFigures;

/**
 * All figures of all models on one set, with their uncertainty.
 *
 * @param set the set
 * @param models those that were evaluated on it
 */
public record SetFigures(EvaluationSet set, List<ModelFigures> models) {
    public SetFigures {
        models = List.copyOf(models);
    }

    /**
     * Reads predictions and resamples them.
     *
     * @throws org.ctbench.splits.UserException if a predictions file is missing or was changed
     */
    static SetFigures of(Evidence evidence, EvaluationSet set, Resampling resampling) throws IOException {
        List<ModelFigures> models = new ArrayList<>();
        for (String row : evidence.rows()) {
            List<SetEvaluation> evaluations = evidence.trained(row).stream()
                    .flatMap(model -> model.on(set.id()).stream())
                    .toList();
            if (!evaluations.isEmpty()) {
                models.add(figures(evaluations, resampling));
            }
        }
        return new SetFigures(set, models);
    }

    private static ModelFigures figures(List<SetEvaluation> perSeed, Resampling resampling) throws IOException {
        List<Answers> answers = new ArrayList<>();
        for (SetEvaluation evaluation : perSeed) {
            answers.add(evaluation.sample());
        }
        SetEvaluation first = perSeed.get(0);
        return new ModelFigures(
                first.model().row(),
                first.model().heading(),
                perSeed.stream().map(SetEvaluation::model).toList(),
                answers,
                SeedFigures.of(answers, first.figures(), resampling));
    }

    /** The figures of a model, if it was evaluated on the set. */
    public Optional<ModelFigures> model(String row) {
        return models.stream().filter(m -> m.row().equals(row)).findFirst();
    }
}
