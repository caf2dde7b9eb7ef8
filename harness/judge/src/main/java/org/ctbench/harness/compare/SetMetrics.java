package org.ctbench.harness.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.SeedMetrics;

/**
 * All values of all models on one set, with their uncertainty.
 *
 * @param set the set
 * @param models those that were evaluated on it
 */
public record SetMetrics(EvaluationSet set, List<ModelMetrics> models) {
    public SetMetrics {
        models = List.copyOf(models);
    }

    /**
     * Reads predictions and resamples them.
     *
     * @param paper whose tables may state more metrics of the set than every report shows
     * @throws org.ctbench.splits.documents.UserException if a predictions file is missing or was changed
     */
    static SetMetrics of(Evidence evidence, EvaluationSet set, Optional<Paper> paper, Resampling resampling)
            throws IOException {
        Set<String> stated = paper.map(p -> stated(p, set)).orElse(Set.of());
        List<ModelMetrics> models = new ArrayList<>();
        for (String row : evidence.rows()) {
            List<SetEvaluation> evaluations = evidence.trained(row).stream()
                    .flatMap(model -> model.on(set.id()).stream())
                    .toList();
            if (!evaluations.isEmpty()) {
                models.add(metrics(evaluations, stated, resampling));
            }
        }
        return new SetMetrics(set, models);
    }

    /** Ids of the metrics that a paper's tables of a set have. */
    private static Set<String> stated(Paper paper, EvaluationSet set) {
        Set<String> ids = new LinkedHashSet<>();
        set.publishedTable()
                .ifPresent(number -> paper.findTable(number)
                        .ifPresent(
                                table -> table.columns().forEach(column -> ids.add(column.metricId(set.weighting())))));
        return ids;
    }

    private static ModelMetrics metrics(List<SetEvaluation> perSeed, Set<String> stated, Resampling resampling)
            throws IOException {
        List<ClassPredictions> predictions = new ArrayList<>();
        for (SetEvaluation evaluation : perSeed) {
            predictions.add(evaluation.sample());
        }
        SetEvaluation first = perSeed.get(0);
        return new ModelMetrics(
                first.model().row(),
                first.model().heading(),
                perSeed.stream().map(SetEvaluation::model).toList(),
                predictions,
                SeedMetrics.of(predictions, first.metrics(stated), resampling));
    }

    /** The same without negative controls, which are no models to choose from. */
    public SetMetrics withoutControls() {
        return new SetMetrics(
                set, models.stream().filter(model -> !model.isControl()).toList());
    }

    /** The values of a model, if it was evaluated on the set. */
    public Optional<ModelMetrics> model(String row) {
        return models.stream().filter(m -> m.row().equals(row)).findFirst();
    }
}
