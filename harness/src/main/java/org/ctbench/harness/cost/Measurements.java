package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ctbench.models.bench.Timing;
import org.ctbench.models.bench.WorkTimes;

/**
 * What was measured on the present device.
 *
 * @param extent how it was measured
 * @param works times and memory by workload
 * @param preparation time to prepare an image, by its size
 * @param resident most bytes of this process, all works one after the other; empty where the system does not tell
 */
record Measurements(
        Extent extent, Map<Workload, Measured> works, Map<Integer, Timing> preparation, OptionalLong resident) {
    Measurements {
        works = Collections.unmodifiableMap(new LinkedHashMap<>(works));
        preparation = Collections.unmodifiableMap(new TreeMap<>(preparation));
    }

    /**
     * How it was measured.
     *
     * @param engine engine and device: {@code nd4j-cpu}
     * @param threads threads of the numerical kernels
     * @param others how busy the machine was before
     * @param rounds timed rounds of each kind of work
     * @param seconds how long all of it took
     */
    record Extent(String engine, int threads, Others others, int rounds, double seconds) {}

    /**
     * What other programs left of the machine.
     *
     * @param processors its processors
     * @param load tasks that ran or waited for a processor in the minute before; empty where the system does not tell
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Others(int processors, OptionalDouble load) {
        /** At half a task per processor the times of the calibration are those of a busy machine. */
        private static final double BUSY = 0.5;

        static Others now() {
            OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
            double load = system.getSystemLoadAverage();
            return new Others(
                    system.getAvailableProcessors(), load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load));
        }

        boolean busy() {
            return load.isPresent() && load.getAsDouble() > BUSY * processors;
        }
    }

    /**
     * Times of a workload.
     *
     * @param item id of the model of the plan that was measured
     * @param times what was measured
     */
    record Measured(String item, WorkTimes times) {}

    Measured of(ModelTasks model) {
        return works.get(model.workload());
    }
}
