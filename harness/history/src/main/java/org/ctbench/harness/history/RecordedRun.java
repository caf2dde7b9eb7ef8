package org.ctbench.harness.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * What a history keeps of a run.
 *
 * @param schema {@value #SCHEMA}
 * @param run which run it is: digest of its numbers and of what computed them
 * @param added when it was added, by the clock of the machine that added it: {@code 2026-11-28T12:00:00Z}
 * @param plan id of its plan
 * @param planDigest digest of its plan
 * @param numbers digest of all its numbers
 * @param code version of ctbench that computed it
 * @param engine name of its engine
 * @param arithmetic name and version of the engine's arithmetic, if its results are the same bits on every machine
 * @param machine processor, system and Java, for people
 * @param bundle where it lies as a bundle, if that was said
 * @param evaluations every model on every set
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RecordedRun(
        String schema,
        Sha256 run,
        String added,
        String plan,
        Sha256 planDigest,
        Sha256 numbers,
        CodeVersion code,
        String engine,
        Optional<String> arithmetic,
        String machine,
        Optional<Bundle> bundle,
        List<Evaluated> evaluations) {
    /** Schema of the documents. */
    public static final String SCHEMA = "ctbench/history/1";

    public RecordedRun {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "', expected " + SCHEMA, "read it with a newer ctbench");
        }
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(added, "added");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(planDigest, "planDigest");
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(arithmetic);
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(bundle);
        evaluations = List.copyOf(Objects.requireNonNull(evaluations, "evaluations"));
        try {
            Instant.parse(added);
        } catch (DateTimeException e) {
            throw new InvalidValue("added", "'" + added + "' is not a time", "write 2026-11-28T12:00:00Z");
        }
    }

    /** When it was added. */
    Instant time() {
        return Instant.parse(added);
    }

    /**
     * Where a run lies as a bundle.
     *
     * @param link absolute path, or address
     * @param digest of the file; empty for an address, which is not fetched
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Bundle(String link, Optional<Sha256> digest) {
        public Bundle {
            Objects.requireNonNull(link, "link");
            Objects.requireNonNull(digest);
        }

        /** Its address, also that of a file. */
        String address() {
            return digest.isEmpty() ? link : Path.of(link).toUri().toString();
        }
    }

    /**
     * A model on a set.
     *
     * @param model id of the model, without its seed
     * @param set id of the evaluation set
     * @param images the split, pinned by content
     * @param standard id of the metric that stands for all
     * @param metrics its metrics
     */
    public record Evaluated(
            String model, String set, SplitReference images, String standard, List<Measurement> metrics) {
        public Evaluated {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(images, "images");
            Objects.requireNonNull(standard, "standard");
            metrics = List.copyOf(Objects.requireNonNull(metrics, "metrics"));
        }

        /** A metric by its id, if the model has it. */
        Optional<Measurement> metric(String id) {
            return metrics.stream().filter(one -> one.metric().equals(id)).findFirst();
        }
    }

    /**
     * A metric.
     *
     * @param metric its id: {@code accuracy}, {@code sensitivity/NCP}
     * @param values its value by each training, a fraction, or pixels; none where a training has no value
     * @param undefined why there is none
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Measurement(String metric, List<Double> values, Optional<String> undefined) {
        public Measurement {
            Objects.requireNonNull(metric, "metric");
            values = List.copyOf(Objects.requireNonNull(values, "values"));
            Objects.requireNonNull(undefined);
            if (values.isEmpty() != undefined.isPresent() || !values.stream().allMatch(Double::isFinite)) {
                throw new InvalidValue("values", metric + " has neither finite values nor a reason", "restore the row");
            }
        }

        /** Mean over the trainings, which has a value. */
        double mean() {
            return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        }
    }
}
