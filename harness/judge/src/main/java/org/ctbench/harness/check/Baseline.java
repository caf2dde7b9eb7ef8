package org.ctbench.harness.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.results.Checksum;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Metrics of a run that later runs are held against.
 *
 * @param schema {@value #SCHEMA}
 * @param origin the run
 * @param confidence of the check as a whole, above 0.5 and at most {@value #MOST_CONFIDENCE}; see {@link DropRule}
 * @param replicates replicates of the bootstrap, 1,000 or more
 * @param evaluations every model of the run on every set
 */
public record Baseline(
        String schema, BaselineOrigin origin, double confidence, int replicates, List<Evaluation> evaluations) {
    /** Schema of the documents that this version writes. */
    public static final String SCHEMA = "ctbench/baseline/4";

    private static final String EARLIER = "ctbench/baseline/[1-3]";
    private static final Checksum CHECKSUM = Checksum.ofAllBut("margin");
    private static final int LEAST_REPLICATES = 1000;

    /** One false failure in a thousand runs. Nearer to 1 hardly any drop fails. */
    private static final double MOST_CONFIDENCE = 0.999;

    public Baseline {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(origin, "origin");
        requireConfidence(confidence);
        Checks.atLeast("replicates", LEAST_REPLICATES, replicates);
        evaluations = List.copyOf(Objects.requireNonNull(evaluations, "evaluations"));
        if (evaluations.isEmpty()) {
            throw new InvalidValue("evaluations", "the list is empty", "pin a metric with `ctbench check --accept`");
        }
    }

    /** @throws InvalidValue if hardly any run would fail, or most would */
    static void requireConfidence(double confidence) {
        if (!(confidence > 0.5 && confidence <= MOST_CONFIDENCE)) {
            throw new InvalidValue(
                    "confidence",
                    confidence + " is not above 0.5 and at most " + MOST_CONFIDENCE,
                    "write a share, as in 0.95");
        }
    }

    /**
     * One model on one set.
     *
     * @param model id of the model, without its seed
     * @param set id of the evaluation set; {@code lesions} where lesions were looked for
     * @param split id of the split
     * @param manifest digest of the split's manifest: which images
     * @param images digest of the bytes of the images; absent if the run read none
     * @param slices number of slices
     * @param patients number of patients; absent where they are unknown
     * @param lesions what else pins a search for lesions; absent for a classification
     * @param trainings the trainings of the model, one per seed
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
            List<Training> trainings,
            List<PinnedCell> cells) {
        public Evaluation {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(split, "split");
            Objects.requireNonNull(manifest, "manifest");
            Objects.requireNonNull(images);
            Objects.requireNonNull(patients);
            Objects.requireNonNull(lesions);
            trainings = List.copyOf(Objects.requireNonNull(trainings, "trainings"));
            cells = List.copyOf(Objects.requireNonNull(cells, "cells"));
            if (slices < 1 || patients.orElse(1) < 1 || trainings.isEmpty()) {
                throw new InvalidValue(
                        slices < 1 ? "slices" : trainings.isEmpty() ? "trainings" : "patients",
                        "there is none",
                        "pin it again with `ctbench check --accept`");
            }
            if (cells.stream().map(PinnedCell::metric).distinct().count() != cells.size()) {
                throw new InvalidValue("cells", "a metric appears twice", "pin each metric once");
            }
            for (PinnedCell cell : cells) {
                cell.requireFor(trainings.size());
            }
        }

        /** Whether a training's evaluation in a run is one of this model on this set. */
        boolean isOf(org.ctbench.harness.evidence.Evaluation other) {
            return other.model().row().equals(model)
                    && other.set().equals(set)
                    && other.above().isPresent() == lesions.isPresent();
        }

        /** The evaluations of a run that are of this model on this set, one per training. */
        List<org.ctbench.harness.evidence.Evaluation> in(Evidence run) {
            return run.evaluations().stream().filter(this::isOf).toList();
        }

        /** Why a training of this model has no such evaluation in a run, if the run says that one has none. */
        Optional<String> missingIn(Evidence run) {
            return missing(run, model, set);
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
     * A training of a model, and what it made of every slice of a set.
     *
     * @param id id of the model, with its seed if the plan has several
     * @param predictions digest of the file of predictions or lesions
     * @param copy the copy of that file, gzip, relative to the baseline with {@code /}; without it tests are unpaired
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Training(String id, Sha256 predictions, Optional<String> copy) {
        public Training {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(predictions, "predictions");
            Objects.requireNonNull(copy);
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

    /** Why a training of a model has no result on a set, if a run says that one has none. */
    static Optional<String> missing(Evidence run, String model, String set) {
        return run.plan().models().stream()
                .filter(item -> item.id().equals(model))
                .flatMap(item -> Stream.concat(
                        Stream.of(model),
                        run.plan().seeds().stream().flatMap(List::stream).map(item::idOfSeed)))
                .flatMap(id -> missingTraining(run, id, set).stream())
                .findFirst();
    }

    /** Why a training has no result on a set, if a run says so. */
    static Optional<String> missingTraining(Evidence run, String id, String set) {
        return run.first().results().numbers().missing().stream()
                .filter(cell ->
                        cell.model().equals(id) && cell.set().map(set::equals).orElse(true))
                .findFirst()
                .map(cell -> "the run has no result of " + id + " on " + set + ": " + cell.because());
    }

    /** Number of pinned metrics. */
    int size() {
        return evaluations.stream().mapToInt(e -> e.cells().size()).sum();
    }

    /** @throws UserException if there is no such file, it does not fit the schema, or more than margins was edited */
    public static Baseline read(Path file) throws IOException {
        Document document = Document.yaml(Documents.readText(file), file.toString());
        if (document.at("schema").asText().matches(EARLIER)) {
            throw new UserException(
                    "the baseline was written by an earlier version, which compared seed by seed",
                    document.where("schema"),
                    "remove the file and write it again from the run: `ctbench check --accept`, with its metrics and margins");
        }
        return CHECKSUM.read(document, Baseline.class, SCHEMA);
    }

    /** Writes the document, replacing an older one. */
    void write(Path file) throws IOException {
        AtomicFiles.write(file, CHECKSUM.yaml(this));
    }
}
