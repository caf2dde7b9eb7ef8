package org.ctbench.models.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link WorkBenchmark} measured.
 *
 * @param timings times by kind of work, in the order of {@link WorkKind}
 * @param memory what the engine held
 */
public record WorkTimes(Map<WorkKind, WallTime> timings, Memory memory) {
    public WorkTimes {
        timings = Collections.unmodifiableMap(new EnumMap<>(timings));
    }

    /** Time of a kind of work. */
    public WallTime of(WorkKind kind) {
        WallTime timing = timings.get(kind);
        if (timing == null) {
            throw new IllegalArgumentException("no time for " + kind + ", only for " + timings.keySet());
        }
        return timing;
    }

    /**
     * Peaks of the engine's pool in bytes.
     *
     * @param evaluation parameters and activations; empty if nothing was evaluated
     * @param training these, gradients and moments: what an engine holds that evaluates and trains the model; empty if nothing
     *     was trained
     */
    public record Memory(Optional<Long> evaluation, Optional<Long> training) {
        /** The higher of the two. */
        public long peak() {
            return Math.max(evaluation.orElse(0L), training.orElse(0L));
        }
    }
}
