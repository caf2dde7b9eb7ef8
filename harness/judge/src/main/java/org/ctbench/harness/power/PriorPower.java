package org.ctbench.harness.power;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a run could show, before there is one: smallest detectable differences to a published value, from the counts of the
 * locks. How much alike the slices of one patient are answered is not known beforehand, so that there is a column for each
 * intraclass correlation.
 *
 * @param schema {@value #SCHEMA}
 * @param source id of the plan or paper
 * @param detection when a difference counts as detectable
 * @param seeds number of seeds whose mean is compared
 * @param seedDeviation standard deviation over seeds, a fraction, if the user says one; if not, seeds count for nothing
 * @param correlations the intraclass correlations, in the order of the columns
 * @param rows values, in the order of the sets and of the paper
 * @param takenAsEqual splits of whose patients all are taken to have as many slices, because their locks do not say how many
 * @param unknown sets of which nothing can be said, each with the reason
 */
public record PriorPower(
        String schema,
        String source,
        Detection detection,
        int seeds,
        OptionalDouble seedDeviation,
        List<Double> correlations,
        List<Row> rows,
        List<String> takenAsEqual,
        List<String> unknown) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/power/2";

    /** Intraclass correlations from slices that have nothing to do with each other to ones that are half alike. */
    public static final List<Double> CORRELATIONS = List.of(0.0, 0.1, 0.3, 0.5);

    public PriorPower {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(detection, "detection");
        Objects.requireNonNull(seedDeviation, "seedDeviation");
        correlations = List.copyOf(correlations);
        rows = List.copyOf(rows);
        takenAsEqual = List.copyOf(takenAsEqual);
        unknown = List.copyOf(unknown);
    }

    /**
     * One value. Numbers are fractions in [0, 1].
     *
     * @param set id of the set
     * @param split id of its split
     * @param model the published row, {@code affinity-16}; empty for a value of which no value is published
     * @param metric id of the value
     * @param value the published value, or the assumed one
     * @param slices slices that the value is about
     * @param patients patients that it is about; empty where they are unknown
     * @param differences smallest detectable difference for each correlation; where patients are unknown, for 0 alone
     */
    public record Row(
            String set,
            String split,
            Optional<String> model,
            String metric,
            double value,
            long slices,
            OptionalInt patients,
            List<OptionalDouble> differences) {
        public Row {
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(split, "split");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(patients, "patients");
            differences = List.copyOf(differences);
        }
    }
}
