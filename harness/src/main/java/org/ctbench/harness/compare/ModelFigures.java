package org.ctbench.harness.compare;

import java.util.List;
import java.util.Optional;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Figure;
import org.ctbench.harness.statistics.SeedSpread;

/**
 * All figures of one model on one set, with their uncertainty.
 *
 * @param row id of the model, without seed
 * @param heading name of the model, without seed
 * @param trained its trainings that were evaluated on the set, one per seed
 * @param answers what each of them said
 * @param figures the figures
 * @param estimates of each training, of each figure
 * @param spread over the seeds, of each figure; empty lists with one seed, empty members where a seed has no value
 */
public record ModelFigures(
        String row,
        String heading,
        List<TrainedModel> trained,
        List<Answers> answers,
        List<Figure> figures,
        List<List<Estimate>> estimates,
        List<Optional<SeedSpread>> spread) {
    public ModelFigures {
        trained = List.copyOf(trained);
        answers = List.copyOf(answers);
        figures = List.copyOf(figures);
        estimates = estimates.stream().map(List::copyOf).toList();
        spread = List.copyOf(spread);
    }

    /** Number of seeds. */
    public int seeds() {
        return trained.size();
    }

    /** Estimate of a figure by the first seed, if the set has that figure. */
    public Optional<Estimate> estimate(String figure) {
        return estimates.get(0).stream()
                .filter(e -> e.figure().id().equals(figure))
                .findFirst();
    }

    /** Spread of a figure over the seeds. */
    public Optional<SeedSpread> spread(String figure) {
        for (int f = 0; f < spread.size(); f++) {
            if (figures.get(f).id().equals(figure)) {
                return spread.get(f);
            }
        }
        return Optional.empty();
    }
}
