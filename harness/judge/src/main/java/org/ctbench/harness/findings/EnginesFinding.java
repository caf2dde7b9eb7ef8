package org.ctbench.harness.findings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.results.Checksum;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.Provenance;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.UserException;

/**
 * What another engine changes in the training of a model. Kept as {@value #NAME}, in the folder of a run for its report.
 *
 * @param schema {@value #SCHEMA}
 * @param model id of the model in the plan's grid
 * @param heading its name in reports
 * @param engines the two engines
 * @param sameWeights whether the initial weights were the same bits on both
 * @param layers the first of the steps layer by layer, in the order in which they are used
 * @param rounding what counts as rounding
 * @param steps the first steps in which there was something to learn
 * @param ended why no more steps were followed though there are some; empty if nothing went wrong
 * @param sets what both models, trained to the end, made of each set
 * @param missing what is not compared, and why
 */
public record EnginesFinding(
        String schema,
        String model,
        String heading,
        List<Computed> engines,
        boolean sameWeights,
        List<LayerDifference> layers,
        Rounding rounding,
        List<StepDifference> steps,
        Optional<String> ended,
        List<SetDifference> sets,
        List<String> missing) {
    /** Name and version of the document. */
    public static final String SCHEMA = "ctbench/engines/1";

    /** What the intervals do not cover. */
    public static final String ONE_TRAINING =
            "Each engine has trained once: what another seed would change is not in the intervals.";

    /** Name of the document. */
    public static final String NAME = "engines.json";

    /**
     * One of the two.
     *
     * @param id of the engine, as plans write it
     * @param plan with this engine
     * @param provenance versions, engine and machine
     */
    public record Computed(String id, PlanReference plan, Provenance provenance) {
        public Computed {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(provenance, "provenance");
        }
    }

    public EnginesFinding {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(heading, "heading");
        engines = List.copyOf(Objects.requireNonNull(engines, "engines"));
        if (engines.size() != 2) {
            throw new IllegalArgumentException(engines.size() + " engines, expected 2");
        }
        layers = List.copyOf(Objects.requireNonNull(layers, "layers"));
        Objects.requireNonNull(rounding, "rounding");
        steps = List.copyOf(Objects.requireNonNull(steps, "steps"));
        Objects.requireNonNull(ended, "ended");
        sets = List.copyOf(Objects.requireNonNull(sets, "sets"));
        missing = List.copyOf(Objects.requireNonNull(missing, "missing"));
    }

    /** The first step whose losses differ by more than rounding explains. */
    public Optional<StepDifference> firstLoss() {
        return steps.stream()
                .filter(step -> step.loss().relative().orElse(Double.POSITIVE_INFINITY) > rounding.ofLosses())
                .findFirst();
    }

    /** The first step after which weights differ by more than rounding explains. */
    public Optional<StepDifference> firstWeights() {
        return steps.stream()
                .filter(step -> step.weights().relative().orElse(Double.POSITIVE_INFINITY) > rounding.ofWeights())
                .findFirst();
    }

    /** Writes the document into a folder, replacing an older one. */
    public void write(Path folder) throws IOException {
        AtomicFiles.write(folder.resolve(NAME), Checksum.OF_ALL.json(this));
    }

    /**
     * The document in a folder; empty if there is none.
     *
     * @throws UserException if it does not fit the schema or was changed
     */
    public static Optional<EnginesFinding> read(Path folder) throws IOException {
        return Checksum.OF_ALL.find(folder.resolve(NAME), EnginesFinding.class, SCHEMA);
    }
}
