package org.ctbench.harness.findings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.PairedDifference;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.Uncertainty;

/**
 * A value of the two trained models on the same slices.
 *
 * @param metric its id: {@code sensitivity/NCP}
 * @param words for people
 * @param scale the unit in which it is printed
 * @param main whether it stands in the tables of its set
 * @param first of the first engine, in [0, 1]; empty where it is undefined
 * @param second of the second engine
 * @param interval of the second less the first, by a bootstrap of patients, or of slices where patients are unknown; empty if
 *     unknown
 * @param unknownBecause why there is no interval
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MetricDifference(
        String metric,
        String words,
        Scale scale,
        boolean main,
        OptionalDouble first,
        OptionalDouble second,
        Optional<Interval> interval,
        Optional<String> unknownBecause) {
    public MetricDifference {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(unknownBecause, "unknownBecause");
    }

    static MetricDifference of(PairedDifference difference, Sample one, Sample other, boolean main) {
        AppliedMetric metric = difference.metric();
        return new MetricDifference(
                metric.id(),
                metric.words(),
                metric.scale(),
                main,
                one.value(metric),
                other.value(metric),
                difference.uncertainty().known().map(Uncertainty.Known::interval),
                difference.uncertainty().unknownBecause());
    }

    /** Second less first, in [-1, 1]; empty where one of the two is undefined. */
    public OptionalDouble difference() {
        return first.isEmpty() || second.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(second.getAsDouble() - first.getAsDouble());
    }

    /** For people: {@code +0.89, -0.52 to +2.10 percentage points}. */
    public String text() {
        if (difference().isEmpty()) {
            return "one of the two has no value";
        }
        double printed = scale.print(difference().getAsDouble());
        String number = (printed < 0 ? "" : "+") + scale.number(difference().getAsDouble());
        return number + interval.map(i -> ", " + scale.differences(i)).orElse(", no interval");
    }
}
