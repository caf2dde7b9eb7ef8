package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.cost.Measurements.Measured;

/**
 * Memory that the models of a plan need, measured, and whether the paper's GPU has it.
 *
 * @param models what the engine holds for each model that was measured
 * @param peak the most of it in bytes
 * @param largest id of the model that needs it
 * @param available {@value #AVAILABLE}
 * @param suffices whether the peak is below that
 * @param excluded what a device needs beside the peak
 * @param resident most bytes of this process over all measurements, Java's heap included; empty where the system does not tell
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeviceMemory(
        List<Held> models,
        long peak,
        String largest,
        long available,
        boolean suffices,
        String excluded,
        OptionalLong resident) {
    /** The 8 GB of the paper's GPU, in bytes. */
    static final long AVAILABLE = 8_000_000_000L;

    static final String EXCLUDED = "the CUDA context, workspaces of cuDNN, and copies that GPU kernels make";

    public DeviceMemory {
        models = List.copyOf(models);
    }

    /**
     * What the engine's pool holds for a model: parameters, activations, gradients, moments, used or free.
     *
     * @param id model of the plan
     * @param evaluation when it is evaluated, in bytes
     * @param training when it is trained and evaluated, in bytes
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Held(String id, Optional<Long> evaluation, Optional<Long> training) {}

    static DeviceMemory of(Measurements measurements) {
        Map<String, Measured> byItem = new LinkedHashMap<>();
        measurements.works().values().forEach(measured -> byItem.put(measured.item(), measured));
        List<Held> held = new ArrayList<>();
        long peak = 0;
        String largest = "";
        for (Measured measured : byItem.values()) {
            var memory = measured.times().memory();
            held.add(new Held(measured.item(), memory.evaluation(), memory.training()));
            if (memory.peak() > peak) {
                peak = memory.peak();
                largest = measured.item();
            }
        }
        return new DeviceMemory(held, peak, largest, AVAILABLE, peak < AVAILABLE, EXCLUDED, measurements.resident());
    }
}
