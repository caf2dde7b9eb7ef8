package org.ctbench.harness.cost;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
     * @param rounds timed rounds of each kind of work
     * @param seconds how long all of it took
     */
    record Extent(String engine, int threads, int rounds, double seconds) {}

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
