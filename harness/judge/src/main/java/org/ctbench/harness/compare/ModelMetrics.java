package org.ctbench.harness.compare;

import java.util.List;
import java.util.Optional;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.SeedMetrics;
import org.ctbench.harness.statistics.SeedSpread;

/**
 * All values of one model on one set, with their uncertainty.
 *
 * @param row id of the model, without seed
 * @param heading name of the model, without seed
 * @param trained its trainings that were evaluated on the set, one per seed
 * @param predictions what each of them said
 * @param overSeeds the values
 */
public record ModelMetrics(
        String row,
        String heading,
        List<TrainedModel> trained,
        List<ClassPredictions> predictions,
        SeedMetrics overSeeds) {
    public ModelMetrics {
        trained = List.copyOf(trained);
        predictions = List.copyOf(predictions);
    }

    /** Whether it is a negative control of another model. */
    public boolean isControl() {
        return trained.get(0).results().item().control().isPresent();
    }

    /** Number of seeds. */
    public int seeds() {
        return trained.size();
    }

    /** The values. */
    public List<AppliedMetric> metrics() {
        return overSeeds.metrics();
    }

    /** Estimates of each training, of each value. */
    public List<List<Estimate>> estimates() {
        return overSeeds.estimates();
    }

    /** Estimate of a value by the first seed, if the set has that value. */
    public Optional<Estimate> estimate(String metric) {
        return overSeeds.estimate(metric);
    }

    /** Spread of a value over the seeds. */
    public Optional<SeedSpread> spread(String metric) {
        return overSeeds.spread(metric);
    }
}
