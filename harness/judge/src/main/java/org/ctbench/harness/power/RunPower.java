package org.ctbench.harness.power;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Estimates;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.SeedSpread;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.harness.statistics.VerdictRules;

/**
 * What a finished run could have shown, from its own standard errors. This is about the design, not about what was found: a
 * value that does not differ is not shown to be equal by it.
 *
 * @param schema {@value #SCHEMA}
 * @param run the run
 * @param detection when a difference counts as detectable
 * @param rows models, sets and values, in the order of the results
 */
public record RunPower(String schema, String run, Detection detection, List<Row> rows) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/run-power/2";

    public RunPower {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(detection, "detection");
        rows = List.copyOf(rows);
    }

    /**
     * One value. Numbers are fractions in [0, 1].
     *
     * @param model id of the model in the plan
     * @param set id of the evaluation set
     * @param metric id of the value
     * @param unit unit in which it is printed
     * @param value its value, or the mean over the seeds
     * @param seeds number of seeds
     * @param slices number of slices
     * @param patients number of patients; empty where they are unknown, and everything is by slice
     * @param error standard error, seeds included; empty where resampling cannot tell
     * @param toValue smallest detectable difference to a value that is known without error, as a published one is taken to
     *     be
     * @param toModel smallest detectable difference to another model, if the two had nothing in common: an upper limit, below
     *     which a paired test on the same slices stays
     */
    public record Row(
            String model,
            String set,
            String metric,
            Scale unit,
            OptionalDouble value,
            int seeds,
            long slices,
            OptionalInt patients,
            OptionalDouble error,
            OptionalDouble toValue,
            OptionalDouble toModel) {
        public Row {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(patients, "patients");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(toValue, "toValue");
            Objects.requireNonNull(toModel, "toModel");
        }
    }

    /**
     * The smallest detectable differences of a run.
     *
     * @param power probability of detection
     */
    public static RunPower of(Evidence run, double power) throws IOException {
        VerdictRules rules = run.plan().verdict();
        Detection detection = new Detection(rules.confidence(), power);
        int threads = Runtime.getRuntime().availableProcessors();
        Resampling resampling = new Resampling(rules.confidence(), rules.replicates(), 1, threads);
        List<Row> rows = new ArrayList<>();
        for (Evaluation evaluation : run.evaluations()) {
            List<Evaluation> seeds = run.overSeeds(evaluation);
            if (seeds.get(0).equals(evaluation)) {
                rows.addAll(rows(seeds, detection, resampling));
            }
        }
        return new RunPower(SCHEMA, run.first().folder().toString(), detection, rows);
    }

    private static List<Row> rows(List<Evaluation> seeds, Detection detection, Resampling resampling)
            throws IOException {
        Evaluation first = seeds.get(0);
        List<? extends AppliedMetric> metrics = first.mainMetrics();
        List<Sample> samples = new ArrayList<>();
        for (Evaluation seed : seeds) {
            samples.add(seed.sample());
        }
        Place place = new Place(first.model().row(), first.set(), samples);
        List<Row> rows = new ArrayList<>();
        if (seeds.size() == 1) {
            for (Estimate e : Estimates.of(samples.get(0), metrics, resampling)) {
                Optional<Uncertainty.Known> known = e.of(samples.get(0)).known();
                rows.add(row(place, e.metric(), e.value(), known, detection));
            }
            return rows;
        }
        List<Optional<SeedSpread>> spreads = SeedSpread.of(samples, metrics, resampling);
        for (int f = 0; f < metrics.size(); f++) {
            Optional<SeedSpread> spread = spreads.get(f);
            OptionalDouble mean = spread.map(s -> OptionalDouble.of(s.mean())).orElseGet(OptionalDouble::empty);
            Optional<Uncertainty.Known> known = spread.flatMap(s -> s.ofMean().known());
            rows.add(row(place, metrics.get(f), mean, known, detection));
        }
        return rows;
    }

    private record Place(String model, String set, List<Sample> seeds) {}

    private static Row row(
            Place place,
            AppliedMetric metric,
            OptionalDouble value,
            Optional<Uncertainty.Known> known,
            Detection detection) {
        Sample sample = place.seeds().get(0);
        OptionalDouble none = OptionalDouble.empty();
        OptionalDouble toValue = known.map(k -> OptionalDouble.of(detection.smallest(
                        k.standardError(), k.degreesOfFreedom(), k.interval().width() / 2)))
                .orElse(none);
        return new Row(
                place.model(),
                place.set(),
                metric.id(),
                metric.scale(),
                value,
                place.seeds().size(),
                sample.slices(),
                sample.patients().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                known.map(k -> OptionalDouble.of(k.standardError())).orElse(none),
                toValue,
                toValue.isEmpty() ? none : OptionalDouble.of(toValue.getAsDouble() * Math.sqrt(2)));
    }
}
