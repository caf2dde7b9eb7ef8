package org.ctbench.harness.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.LesionEvaluation;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.statistics.LesionMetric;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.SeedMetrics;

/**
 * Average precision of one model, in both definitions, with its uncertainty.
 *
 * @param row id of the model, without seed
 * @param heading name of the model, without seed
 * @param trained its trainings of which the run kept what they found, one per seed
 * @param atScores for each score of the plan, in its order
 */
public record ModelPrecision(String row, String heading, List<TrainedModel> trained, List<AtScore> atScores) {
    public ModelPrecision {
        trained = List.copyOf(trained);
        atScores = List.copyOf(atScores);
    }

    /**
     * Where only detections above a score count.
     *
     * @param above the score
     * @param found what each training found
     * @param metrics the values
     */
    public record AtScore(float above, List<LesionPredictions> found, SeedMetrics metrics) {
        public AtScore {
            found = List.copyOf(found);
        }
    }

    /** Those of all models that looked for lesions. */
    static List<ModelPrecision> of(Evidence evidence, Resampling resampling) throws IOException {
        List<ModelPrecision> all = new ArrayList<>();
        for (String row : evidence.rows()) {
            List<LesionEvaluation> evaluations = evidence.trained(row).stream()
                    .flatMap(model -> model.lesions().stream())
                    .toList();
            if (!evaluations.isEmpty()) {
                all.add(of(evaluations, resampling));
            }
        }
        return all;
    }

    private static ModelPrecision of(List<LesionEvaluation> perSeed, Resampling resampling) throws IOException {
        List<TrainedModel> trained =
                perSeed.stream().map(LesionEvaluation::model).toList();
        TrainedModel first = trained.get(0);
        List<AtScore> atScores = new ArrayList<>();
        for (float above : first.run().scores()) {
            List<LesionPredictions> found = new ArrayList<>();
            for (LesionEvaluation evaluation : perSeed) {
                found.add(evaluation.above(above).sample());
            }
            atScores.add(new AtScore(above, found, SeedMetrics.of(found, LesionMetric.all(), resampling)));
        }
        return new ModelPrecision(first.row(), first.heading(), trained, atScores);
    }

    /** Where detections above the first score of the plan count, as the paper's tables have it. */
    public AtScore first() {
        return atScores.get(0);
    }

    /**
     * Where detections above a score of the plan count.
     *
     * @throws java.util.NoSuchElementException if the plan does not have the score
     */
    public AtScore at(float above) {
        return atScores.stream().filter(at -> at.above() == above).findFirst().orElseThrow();
    }

    /** Number of seeds. */
    public int seeds() {
        return trained.size();
    }
}
