package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.results.Timing;

/** Measures the phases of a run by the wall clock. */
final class Stopwatch {
    private final long started = System.nanoTime();
    private final List<Timing.Phase> phases = new ArrayList<>();

    /**
     * A part of a run.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    interface Part<T> {
        T run() throws IOException;
    }

    /** Runs a part and notes how long it took. */
    <T> T phase(String name, long items, Part<T> part) throws IOException {
        long from = System.nanoTime();
        T result = part.run();
        phases.add(new Timing.Phase(name, items, seconds(from)));
        return result;
    }

    /** All that was measured so far. */
    Timing timing() {
        return new Timing(seconds(started), phases);
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
