package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.statistics.ClassificationMetric;

/**
 * A column of a published table.
 *
 * @param id key of the column
 * @param name as the paper heads it
 * @param metric what its numbers measure
 * @param classId class that they are about, for values of one class
 * @param unit unit in which they are printed
 * @param note what is known about the column
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PublishedColumn(
        String id,
        String name,
        @JsonProperty("metric") Metric metric,
        @JsonProperty("class") Optional<String> classId,
        PublishedUnit unit,
        Optional<String> note) {
    public PublishedColumn {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(classId);
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(note);
    }

    /** Id of the metric of predictions that the column states. */
    public String metricId(Weighting weighting) {
        return ClassificationMetric.id(metric, classId, weighting);
    }

    /** The same column in another unit. */
    public PublishedColumn with(PublishedUnit other) {
        return new PublishedColumn(id, name, metric, classId, other, note);
    }
}
