package org.ctbench.harness.recheck;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;

/**
 * What came out of computing drawn parts of a run again.
 *
 * @param schema {@value #SCHEMA}
 * @param head digest of everything that can be computed again, {@link org.ctbench.harness.results.Numbers#head}
 * @param draw what decided which parts were drawn
 * @param share of the run's images that may be computed again, in (0, 1]
 * @param stretches the drawn parts of trainings
 * @param slices the drawn slices of evaluations
 * @param cost what it took
 * @param chances how likely forgeries would have been found
 * @param unchecked what could not be drawn, and why
 * @param notShown what a beacon drew and could not be checked for want of files
 */
public record RecheckFinding(
        String schema,
        Sha256 head,
        Draw draw,
        double share,
        List<CheckedStretch> stretches,
        List<CheckedSlices> slices,
        Cost cost,
        List<DetectionChance> chances,
        List<Unchecked> unchecked,
        List<Unchecked> notShown) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/recheck/1";

    public RecheckFinding {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(draw, "draw");
        stretches = List.copyOf(stretches);
        slices = List.copyOf(slices);
        Objects.requireNonNull(cost, "cost");
        chances = List.copyOf(chances);
        unchecked = List.copyOf(unchecked);
        notShown = List.copyOf(notShown);
    }

    /**
     * A part of a training that was computed again.
     *
     * @param cell the training or fine-tuning
     * @param from epoch at whose end it begins; 0 for the start of the training
     * @param to epoch at whose end it is over; 0 for a model that is not trained, whose start alone is compared
     * @param images images through the network
     * @param problem what came out differently; empty if nothing
     */
    public record CheckedStretch(String cell, int from, int to, long images, Optional<String> problem) {
        public CheckedStretch {
            Objects.requireNonNull(cell, "cell");
            Objects.requireNonNull(problem);
        }
    }

    /**
     * Slices of an evaluation that were computed again.
     *
     * @param cell the evaluation
     * @param drawn number of slices
     * @param of slices of the evaluation
     * @param problems what came out differently, one per slice
     */
    public record CheckedSlices(String cell, int drawn, int of, List<String> problems) {
        public CheckedSlices {
            Objects.requireNonNull(cell, "cell");
            problems = List.copyOf(problems);
        }
    }

    /**
     * What it took.
     *
     * @param images images through the network
     * @param ofImages those of the whole run
     * @param seconds by the wall clock, without what an interrupted recheck took before
     */
    public record Cost(long images, long ofImages, double seconds) {}

    /**
     * What could not be checked.
     *
     * @param part which part of the run
     * @param because why
     */
    public record Unchecked(String part, String because) {
        public Unchecked {
            Objects.requireNonNull(part, "part");
            Objects.requireNonNull(because, "because");
        }
    }

    /** Number of parts that came out differently. */
    public long differences() {
        return stretches.stream()
                        .filter(stretch -> stretch.problem().isPresent())
                        .count()
                + slices.stream().mapToLong(set -> set.problems().size()).sum();
    }

    /** Whether everything that was drawn was computed again and came out with the same bits. */
    @JsonProperty
    public boolean passed() {
        return differences() == 0 && notShown.isEmpty();
    }
}
