package org.ctbench.models.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * One kind of work of a model.
 *
 * @param ctbench its time
 * @param torch the time of the same work in PyTorch, run in turns; empty if it was not run
 */
public record StageTiming(WallTime ctbench, Optional<WallTime> torch) {
    /** Rounds that are not timed: they allocate memory and compile the loops. */
    private static final int WARM_UP = 2;

    /** Median of ctbench over median of torch: below 1, ctbench is faster. */
    @JsonProperty
    public Optional<Double> ratio() {
        return torch.map(other -> ctbench.median() / other.median());
    }

    /**
     * Times tasks round by round, each beside PyTorch, so that the noise of the machine hits both alike.
     *
     * @param tasks by the names that the other program knows
     * @param rounds timed rounds, at least 1
     * @throws IOException if the other program fails
     */
    static Map<String, StageTiming> inTurns(Map<String, Runnable> tasks, ReferenceProgram torch, int rounds)
            throws IOException {
        Map<String, DoubleStream.Builder> own = new LinkedHashMap<>();
        Map<String, DoubleStream.Builder> other = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Map.Entry<String, Runnable> task : tasks.entrySet()) {
                double milliseconds = WallTime.milliseconds(task.getValue());
                OptionalDouble elsewhere = torch.milliseconds(task.getKey());
                if (round >= 0) {
                    add(own, task.getKey(), milliseconds);
                    elsewhere.ifPresent(value -> add(other, task.getKey(), value));
                }
            }
        }
        Map<String, StageTiming> timings = new LinkedHashMap<>();
        own.forEach((name, times) -> timings.put(
                name,
                new StageTiming(
                        timing(name, times),
                        Optional.ofNullable(other.get(name)).map(t -> timing(name, t)))));
        return timings;
    }

    private static void add(Map<String, DoubleStream.Builder> times, String name, double milliseconds) {
        times.computeIfAbsent(name, n -> DoubleStream.builder()).add(milliseconds);
    }

    private static WallTime timing(String name, DoubleStream.Builder times) {
        return WallTime.of(name, times.build().toArray());
    }
}
