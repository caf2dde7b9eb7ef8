package org.ctbench.harness.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.check.PinChoice.Pinned;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.SeedDeviation;
import org.ctbench.harness.statistics.SeedMean;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.splits.documents.UserException;

/**
 * A metric that becomes part of a baseline, with what its run says of how far a later one may be off.
 *
 * @param metric the metric
 * @param values its value by each training
 * @param error standard error of their mean, by resampling patients
 * @param stated seed deviation of one training, as the plan states it; empty where there are several trainings
 * @param paired largest standard error of a paired difference between two trainings, where there are several
 * @param image what one image more or less changes of a value
 */
record PinnedMetric(
        AppliedMetric metric,
        List<Double> values,
        OptionalDouble error,
        Optional<SeedDeviation> stated,
        OptionalDouble paired,
        double image) {
    /**
     * The metrics of a model on a set, in their order.
     *
     * @param samples what each training made of the slices
     */
    static List<PinnedMetric> of(Evidence run, Pinned model, List<Sample> samples) {
        List<Evaluation> trainings = model.trainings();
        List<AppliedMetric> metrics = model.metrics();
        if (metrics.isEmpty()) {
            return List.of();
        }
        VerdictRules rules = run.plan().verdict();
        Resampling resampling = new Resampling(
                rules.confidence(), rules.replicates(), 1, Runtime.getRuntime().availableProcessors());
        boolean several = samples.size() > 1;
        List<SeedMean> means = SeedMean.of(samples, metrics, resampling);
        List<PairedDifference> pairs = several ? PairedDifference.ofPairs(samples, metrics, resampling) : List.of();
        List<PinnedMetric> pinned = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            AppliedMetric metric = metrics.get(f);
            List<Double> values = new ArrayList<>();
            for (int t = 0; t < samples.size(); t++) {
                String training = trainings.get(t).model().id();
                values.add(samples.get(t)
                        .value(metric)
                        .orElseThrow(() -> new UserException(
                                "the metric '" + metric.id() + "' of " + training + " on "
                                        + trainings.get(0).set() + " has no value",
                                run.first().folder().toString(),
                                "name other metrics with --metric")));
            }
            pinned.add(new PinnedMetric(
                    metric,
                    values,
                    error(means.get(f).sampling()),
                    several ? Optional.empty() : rules.seedDeviation().flatMap(stated -> stated.of(metric.scale())),
                    largest(pairs, metric),
                    1.0 / samples.get(0).slicesOf(metric)));
        }
        return pinned;
    }

    PinnedCell cell(double margin) {
        return new PinnedCell(metric.id(), values, margin, error, stated);
    }

    Acceptance.Cell accepted(Evaluation evaluation, PinnedCell cell, DropRule rule) {
        int n = values.size();
        SeedDeviation own = DropError.pooled(values, List.of(), image * (1 - cell.lowest()), stated)
                .orElseThrow();
        // the later run has as many trainings, which add their own degrees of freedom
        SeedDeviation both = n > 1 ? new SeedDeviation(own.deviation(), 2.0 * (n - 1)) : own;
        OptionalDouble sampling = paired.isPresent()
                ? OptionalDouble.of(paired.getAsDouble() / Math.sqrt(n))
                : error.stream().map(alone -> alone * Math.sqrt(2)).findFirst(); // as if on other images
        DropError expected = new DropError(sampling, both, n, n);
        return new Acceptance.Cell(
                evaluation.model().row(),
                evaluation.set(),
                metric.id(),
                metric.scale(),
                n,
                cell.mean(),
                cell.margin(),
                both.deviation(),
                both.degreesOfFreedom(),
                rule.threshold(cell.margin(), expected),
                rule.found(cell.margin(), expected));
    }

    private static OptionalDouble largest(List<PairedDifference> pairs, AppliedMetric metric) {
        return pairs.stream()
                .filter(pair -> pair.metric().equals(metric))
                .flatMap(pair -> pair.uncertainty().known().stream())
                .mapToDouble(Uncertainty.Known::standardError)
                .max();
    }

    private static OptionalDouble error(Uncertainty uncertainty) {
        return uncertainty
                .known()
                .map(known -> OptionalDouble.of(known.standardError()))
                .orElseGet(OptionalDouble::empty);
    }
}
