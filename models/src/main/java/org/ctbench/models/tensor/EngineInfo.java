package org.ctbench.models.tensor;

import java.util.Map;
import java.util.TreeMap;

/**
 * What computes.
 *
 * @param name engine and device: {@code nd4j-cpu}
 * @param threads threads of the numerical kernels
 * @param convolutions who computes convolutions: {@code oneDNN presets} or {@code ND4J}
 * @param libraries name and version of every library that touches a number, sorted by name
 */
public record EngineInfo(String name, int threads, String convolutions, Map<String, String> libraries) {
    public EngineInfo {
        libraries = java.util.Collections.unmodifiableMap(new TreeMap<>(libraries));
    }
}
