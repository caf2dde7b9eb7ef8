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
import org.ctbench.harness.statistics.Answers;
import org.ctbench.harness.statistics.ClassificationFigure;
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
     * @param paper whose tables may state more metrics of the set than every report shows
     * @throws org.ctbench.splits.documents.UserException if a predictions file is missing or was changed
     */
    static SetFigures of(Evidence evidence, EvaluationSet set, Optional<Paper> paper, Resampling resampling)
            throws IOException {
        Set<String> stated = paper.map(p -> stated(p, set)).orElse(Set.of());
        List<ModelFigures> models = new ArrayList<>();
        for (String row : evidence.rows()) {
            List<SetEvaluation> evaluations = evidence.trained(row).stream()
                    .flatMap(model -> model.on(set.id()).stream())
                    .toList();
            if (!evaluations.isEmpty()) {
                models.add(figures(evaluations, stated, resampling));
            }
        }
        return new SetFigures(set, models);
    }

    /** Ids of the metrics that a paper's tables of a set have. */
    private static Set<String> stated(Paper paper, EvaluationSet set) {
        Set<String> ids = new LinkedHashSet<>();
        set.publishedTable()
                .ifPresent(number -> paper.findTable(number)
                        .ifPresent(table -> table.columns()
                                .forEach(column -> ids.add(
                                        ClassificationFigure.id(column.metric(), column.classId(), set.weighting())))));
        return ids;
    }

    private static ModelFigures figures(List<SetEvaluation> perSeed, Set<String> stated, Resampling resampling)
            throws IOException {
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
                SeedFigures.of(answers, first.figures(stated), resampling));
    }

    /** The figures of a model, if it was evaluated on the set. */
    public Optional<ModelFigures> model(String row) {
        return models.stream().filter(m -> m.row().equals(row)).findFirst();
    }
}
