package org.ctbench.harness.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.SeedSpread;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.splits.documents.UserException;

/**
 * A metric that becomes part of a baseline, with what its run says of how far a later one may be off.
 *
 * @param metric the metric
 * @param value its value
 * @param error its standard error
 * @param seedDeviation standard deviation over the seeds, where the plan has several
 * @param paired largest standard error of a paired difference between two seeds, where the plan has several
 */
record PinnedMetric(
        AppliedMetric metric, double value, OptionalDouble error, OptionalDouble seedDeviation, OptionalDouble paired) {
    /** The metrics of an evaluation, in their order. */
    static List<PinnedMetric> of(Evidence run, Evaluation evaluation, List<AppliedMetric> metrics) throws IOException {
        VerdictRules rules = run.plan().verdict();
        Resampling resampling = new Resampling(
                rules.confidence(), rules.replicates(), 1, Runtime.getRuntime().availableProcessors());
        Sample sample = evaluation.sample();
        List<Sample> seeds = new ArrayList<>();
        for (Evaluation seed : run.overSeeds(evaluation)) {
            seeds.add(seed.sample());
        }
        boolean several = seeds.size() > 1;
        List<Estimate> estimates = Estimates.of(sample, metrics, resampling);
        List<Optional<SeedSpread>> spreads = several ? SeedSpread.of(seeds, metrics, resampling) : List.of();
        List<PairedDifference> pairs = several ? PairedDifference.ofPairs(seeds, metrics, resampling) : List.of();
        List<PinnedMetric> pinned = new ArrayList<>();
        for (int f = 0; f < metrics.size(); f++) {
            AppliedMetric metric = metrics.get(f);
            Estimate estimate = estimates.get(f);
            double value = estimate.value()
                    .orElseThrow(() -> new UserException(
                            "the metric '" + metric.id() + "' of "
                                    + evaluation.model().id() + " on " + evaluation.set() + " has no value",
                            run.first().folder().toString(),
                            "name other metrics with --metric"));
            Optional<SeedSpread> spread = several ? spreads.get(f) : Optional.empty();
            pinned.add(new PinnedMetric(
                    metric,
                    value,
                    error(estimate.of(sample)),
                    spread.map(s -> OptionalDouble.of(s.deviation())).orElseGet(OptionalDouble::empty),
                    largest(pairs, metric)));
        }
        return pinned;
    }

    Baseline.Cell cell(double margin) {
        return new Baseline.Cell(metric.id(), value, margin, error, seedDeviation);
    }

    Acceptance.Cell accepted(Evaluation evaluation, double margin, DropRule rule) {
        Acceptance.Source source = paired.isPresent() ? Acceptance.Source.SEEDS : Acceptance.Source.UPPER_LIMIT;
        double twoSeeds = seedDeviation.orElse(0) * Math.sqrt(2);
        OptionalDouble difference = OptionalDouble.empty();
        if (paired.isPresent()) {
            difference = OptionalDouble.of(StrictMath.hypot(paired.getAsDouble(), twoSeeds));
        } else if (error.isPresent()) {
            difference = OptionalDouble.of(StrictMath.hypot(error.getAsDouble() * Math.sqrt(2), twoSeeds));
        }
        OptionalDouble smallest = difference.isEmpty()
                ? difference
                : OptionalDouble.of(Math.ceil(rule.smallestMargin(difference.getAsDouble()) * 1e4) / 1e4);
        boolean sufficient = smallest.isPresent() && margin >= smallest.getAsDouble();
        return new Acceptance.Cell(
                evaluation.model().id(),
                evaluation.set(),
                metric.id(),
                metric.scale(),
                value,
                margin,
                difference,
                source,
                smallest,
                sufficient);
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
