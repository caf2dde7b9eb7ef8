package org.ctbench.harness.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.harness.statistics.Figure;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.SeedSpread;

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
            List<TrainedModel> trained = new ArrayList<>();
            List<Answers> answers = new ArrayList<>();
            for (TrainedModel model : evidence.trained(row)) {
                Optional<EvaluationResults> results = model.on(set.id());
                if (results.isPresent()) {
                    trained.add(model);
                    answers.add(model.answers(results.get()));
                }
            }
            if (!trained.isEmpty()) {
                List<Figure> figures = Figure.all(
                        answers.get(0).classes(), evidence.plan().f1Weights().byWeighting());
                List<List<Estimate>> estimates = answers.stream()
                        .map(one -> Estimates.of(one, figures, resampling))
                        .toList();
                List<Optional<SeedSpread>> spread =
                        answers.size() > 1 ? SeedSpread.of(answers, figures, resampling) : List.of();
                models.add(
                        new ModelFigures(row, trained.get(0).heading(), trained, answers, figures, estimates, spread));
            }
        }
        return new SetFigures(set, models);
    }

    /** The figures of a model, if it was evaluated on the set. */
    public Optional<ModelFigures> model(String row) {
        return models.stream().filter(m -> m.row().equals(row)).findFirst();
    }
}
