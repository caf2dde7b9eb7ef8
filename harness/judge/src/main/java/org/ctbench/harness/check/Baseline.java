package org.ctbench.harness.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.results.Checksum;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Metrics of a run that later runs are held against.
 *
 * @param schema {@value #SCHEMA}
 * @param plan id of the plan
 * @param arithmetic of the engine that computed the run, if it is the same on every machine
 * @param confidence of the check as a whole, in (0.5, 1); see {@link DropRule}
 * @param replicates replicates of the bootstrap, 1,000 or more
 * @param evaluations every evaluation of the run
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Baseline(
        String schema,
        String plan,
        Optional<String> arithmetic,
        double confidence,
        int replicates,
        List<Evaluation> evaluations) {
    /** Schema of the documents that this version writes. */
    public static final String SCHEMA = "ctbench/baseline/3";

    private static final Checksum CHECKSUM = Checksum.ofAllBut("margin");
    private static final int LEAST_REPLICATES = 1000;

    public Baseline {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(arithmetic);
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new InvalidValue("confidence", confidence + " is not between 0.5 and 1", "write a share, as in 0.95");
        }
        if (replicates < LEAST_REPLICATES) {
            throw new InvalidValue(
                    "replicates",
                    replicates + " is less than " + LEAST_REPLICATES,
                    "write " + LEAST_REPLICATES + " or more");
        }
        evaluations = List.copyOf(Objects.requireNonNull(evaluations, "evaluations"));
        if (evaluations.isEmpty()) {
            throw new InvalidValue("evaluations", "the list is empty", "pin a metric with `ctbench check --accept`");
        }
    }

    /**
     * One model on one set.
     *
     * @param model id of the model
     * @param set id of the evaluation set; {@code lesions} where lesions were looked for
     * @param split id of the split
     * @param manifest digest of the split's manifest: which images
     * @param images digest of the bytes of the images; absent if the run read none
     * @param slices number of slices
     * @param patients number of patients; absent where they are unknown
     * @param lesions what else pins a search for lesions; absent for a classification
     * @param predictions digest of the file that says what the model made of every slice: predictions, or lesions
     * @param copy the copy of that file, gzip, relative to the baseline with {@code /}; without it tests are unpaired
     * @param cells the pinned metrics, each once; if there is none, the evaluation is compared digit by digit alone
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Evaluation(
            String model,
            String set,
            String split,
            Sha256 manifest,
            Optional<Sha256> images,
            long slices,
            OptionalInt patients,
            Optional<Lesions> lesions,
            Sha256 predictions,
            Optional<String> copy,
            List<Cell> cells) {
        public Evaluation {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(split, "split");
            Objects.requireNonNull(manifest, "manifest");
            Objects.requireNonNull(images);
            Objects.requireNonNull(patients);
            Objects.requireNonNull(lesions);
            Objects.requireNonNull(predictions, "predictions");
            Objects.requireNonNull(copy);
            cells = List.copyOf(Objects.requireNonNull(cells, "cells"));
            if (slices < 1 || patients.orElse(1) < 1) {
                throw new InvalidValue(
                        slices < 1 ? "slices" : "patients",
                        "there is none",
                        "pin it again with `ctbench check --accept`");
            }
            if (cells.stream().map(Cell::metric).distinct().count() != cells.size()) {
                throw new InvalidValue("cells", "a metric stands twice", "pin each metric once");
            }
        }

        /** Whether a run's evaluation is this one again. */
        boolean isOf(org.ctbench.harness.evidence.Evaluation other) {
            return other.model().id().equals(model)
                    && other.set().equals(set)
                    && other.above().isPresent() == lesions.isPresent();
        }

        /** The evaluation of a run that is this one again, if it has it. */
        Optional<org.ctbench.harness.evidence.Evaluation> in(Evidence run) {
            return run.evaluations().stream().filter(this::isOf).findFirst();
        }

        /** Why a run has no such evaluation, in a sentence. */
        String missingIn(Evidence run) {
            String because = run.first().results().numbers().missing().stream()
                    .filter(cell -> cell.model().equals(model)
                            && cell.set().map(set::equals).orElse(true))
                    .findFirst()
                    .map(cell -> ": " + cell.because())
                    .orElse("");
            return "the run has no result of " + model + " on " + set + because;
        }

        /** What a split has that is not that of the baseline: the list, the images, or the lesion masks. */
        Optional<String> otherThan(SplitReference there) {
            if (!there.digest().equals(manifest)) {
                return Optional.of("the list");
            }
            if (images.isPresent()
                    && there.images().isPresent()
                    && !there.images().equals(images)) {
                return Optional.of("the bytes of the images");
            }
            boolean sameMasks =
                    lesions.map(l -> l.masks().equals(there.masks())).orElse(true);
            return sameMasks ? Optional.empty() : Optional.of("the bytes of the lesion masks");
        }
    }

    /**
     * What pins a search for lesions beside its images.
     *
     * @param above score above which detections count
     * @param masks digest of the bytes of the lesion masks
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Lesions(float above, Optional<Sha256> masks) {
        public Lesions {
            Objects.requireNonNull(masks);
            if (!(above >= 0 && above <= 1)) {
                throw new InvalidValue("above", above + " is not in [0, 1]", "write a score");
            }
        }
    }

    /**
     * One pinned metric. Numbers are fractions.
     *
     * @param metric id of the metric, {@code accuracy}, {@code sensitivity/NCP}, {@code weighted-f1/code}, {@code map/coco}
     * @param value its value, in [-1, 1]
     * @param margin drop that nobody minds, positive
     * @param error its standard error, by patient where patients are known; absent where the bootstrap cannot tell
     * @param seedDeviation standard deviation over the seeds of the run (n - 1); absent if the plan has one seed
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Cell(String metric, double value, double margin, OptionalDouble error, OptionalDouble seedDeviation) {
        public Cell {
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(error);
            Objects.requireNonNull(seedDeviation);
            double least = Metric.ofId(metric).filter(Metric::mayBeNegative).isPresent() ? -1 : 0;
            if (!(value >= least && value <= 1)) {
                throw new InvalidValue("value", value + " is not in [" + (int) least + ", 1]", "write a fraction");
            }
            requireDeviation("error", error);
            requireDeviation("seedDeviation", seedDeviation);
            if (!(margin > 0 && margin < 1)) {
                throw new InvalidValue(
                        "margin",
                        margin + " is not between 0 and 1",
                        "write a fraction: 0.01 for one percentage point");
            }
        }

        /** The unit in which it is printed. */
        Scale unit() {
            return Metric.ofId(metric).map(Scale::of).orElse(Scale.PERCENT);
        }
    }

    private static void requireDeviation(String key, OptionalDouble deviation) {
        if (!(deviation.orElse(0) >= 0 && deviation.orElse(0) <= 1)) {
            throw new InvalidValue(key, deviation.getAsDouble() + " is not in [0, 1]", "write a fraction");
        }
    }

    /** Number of pinned metrics. */
    int size() {
        return evaluations.stream().mapToInt(e -> e.cells().size()).sum();
    }

    /** @throws UserException if there is no such file, it does not fit the schema, or more than margins was edited */
    public static Baseline read(Path file) throws IOException {
        Document document = Document.yaml(Documents.readText(file), file.toString());
        return CHECKSUM.read(document, Baseline.class, SCHEMA);
    }

    /** Writes the document, replacing an older one. */
    void write(Path file) throws IOException {
        AtomicFiles.write(file, CHECKSUM.yaml(this));
    }
}
