package org.ctbench.models.tensor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What computes.
 *
 * @param name engine and device: {@code exact}, {@code nd4j-cpu}; that of {@link #NONE} where no engine computed
 * @param arithmetic name and version of the arithmetic if its results are the same bits on every machine and with any number
 *     of threads: {@code exact/1}; empty if they depend on the machine
 * @param threads threads of the numerical kernels
 * @param convolutions who computes convolutions: {@code 512-bit vectors}, {@code oneDNN presets} or {@code ND4J}
 * @param instructions the widest instructions that the kernels use, if they decide the last bits: {@code avx512_core}
 * @param libraries name and version of every library that touches a number, sorted by name
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EngineInfo(
        String name,
        Optional<String> arithmetic,
        int threads,
        String convolutions,
        Optional<String> instructions,
        Map<String, String> libraries) {
    /**
     * Stands where no engine computed, because all predictions come from elsewhere. What is made of predictions that are read is
     * the same bits on every machine.
     */
    public static final EngineInfo NONE =
            new EngineInfo("none", Optional.of("predictions/1"), 1, "none", Optional.empty(), Map.of());

    public EngineInfo {
        Objects.requireNonNull(arithmetic);
        Objects.requireNonNull(instructions);
        libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
    }

    /**
     * This engine beside libraries that compute some of the networks in its place: the results then depend on the machine.
     *
     * @param others name and version; if there are none, nothing changes
     */
    public EngineInfo beside(Map<String, String> others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<String, String> all = new TreeMap<>(libraries);
        all.putAll(others);
        return new EngineInfo(name, Optional.empty(), threads, convolutions, instructions, all);
    }

    /** Whether an engine computed. */
    public boolean computed() {
        return !name.equals(NONE.name);
    }

    /** For people: {@code exact, convolutions by 512-bit vectors}. */
    public String text() {
        if (computed()) {
            return name + ", convolutions by " + convolutions;
        }
        return libraries.isEmpty()
                ? "none: the predictions were read"
                : "none: the predictions are those of "
                        + libraries.entrySet().stream()
                                .map(library -> library.getKey() + " " + library.getValue())
                                .collect(Collectors.joining(", "));
    }
}
