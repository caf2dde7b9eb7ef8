package org.ctbench.harness.findings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.results.Checksum;
import org.ctbench.harness.results.Provenance;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.UserException;

/**
 * Which promise of determinism held, where. Kept as {@value #NAME} in the folder of a run.
 *
 * @param schema {@value #SCHEMA}
 * @param training what was trained
 * @param provenance versions, engine and machine; the engine with the threads of the repetition
 * @param golden what became of the golden digests of the engine's arithmetic; empty if it has none
 * @param comparisons the repetition first
 * @param level what held
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeterminismFinding(
        String schema,
        Trained training,
        Provenance provenance,
        Optional<GoldenFinding> golden,
        List<PairComparison> comparisons,
        Level level) {
    /** Name and version of the document. */
    public static final String SCHEMA = "ctbench/determinism/3";

    /** Name of the document in the folder of a run. */
    public static final String NAME = "determinism.json";

    /**
     * A short training on generated images.
     *
     * @param model id
     * @param size rows and columns of the images
     * @param batch images in a step
     * @param steps how many
     */
    public record Trained(String model, int size, int batch, int steps) {
        public Trained {
            Objects.requireNonNull(model, "model");
        }

        /** For people. */
        public String text() {
            return model + ", " + steps + (steps == 1 ? " step" : " steps") + " on generated images of " + size + " x "
                    + size + " pixels, " + batch + " at once";
        }
    }

    public DeterminismFinding {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(golden, "golden");
        comparisons = List.copyOf(Objects.requireNonNull(comparisons, "comparisons"));
        if (level != Level.of(comparisons)) {
            throw new IllegalArgumentException("level is " + level + ", the comparisons say " + Level.of(comparisons));
        }
    }

    public static DeterminismFinding of(Trained training, Provenance provenance, List<PairComparison> comparisons) {
        return new DeterminismFinding(
                SCHEMA, training, provenance, Optional.empty(), comparisons, Level.of(comparisons));
    }

    /** The same with what became of the golden digests. */
    public DeterminismFinding with(Optional<GoldenFinding> other) {
        return new DeterminismFinding(schema, training, provenance, other, comparisons, level);
    }

    /**
     * Whether the engine kept its promise: every repetition gave the same bits; with a named arithmetic every number of threads
     * did, and every golden digest was met.
     */
    public boolean passed() {
        boolean same = provenance.engine().arithmetic().isPresent()
                ? comparisons.stream().allMatch(PairComparison::identical)
                : level != Level.NONE;
        return same && golden.map(GoldenFinding::met).orElse(true);
    }

    /** Writes the document into the folder of a run, replacing an older one. */
    public void write(Path run) throws IOException {
        AtomicFiles.write(run.resolve(NAME), Checksum.OF_ALL.json(this));
    }

    /**
     * The document in the folder of a run; empty if there is none.
     *
     * @throws UserException if it does not fit the schema or was changed
     */
    public static Optional<DeterminismFinding> read(Path run) throws IOException {
        return Checksum.OF_ALL.find(run.resolve(NAME), DeterminismFinding.class, SCHEMA);
    }
}
