package org.ctbench.models.tensor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Opens engines of one kind; plans name them by id. Implementations have a public constructor, for ServiceLoader. */
public interface EngineProvider {
    /** Name in plans: {@code exact}. */
    String id();

    /** One line for people. */
    String summary();

    /**
     * Name and version of the arithmetic if results are the same bits on every machine and with any number of threads:
     * {@code exact/1}. Empty if they depend on the machine.
     */
    Optional<String> arithmetic();

    /** The accelerators of this machine; empty if engines of this kind use none. Loads no library. */
    default Optional<Accelerators> accelerators() {
        return Optional.empty();
    }

    /**
     * What would be better on this machine, for an engine that was opened on it.
     *
     * @param info of the engine
     * @param host what is known of the machine
     */
    List<EngineAdvice> advice(EngineInfo info, EngineHost host);

    /**
     * Checks, quickly and without loading a library, that the engine's device is there.
     *
     * @throws EngineUnavailableException if it is not
     */
    void requireDevice();

    /**
     * Opens an engine.
     *
     * @throws EngineUnavailableException if its device is not there
     * @throws IllegalStateException if its libraries do not load
     * @throws java.io.UncheckedIOException if the cache folder cannot be written
     */
    Engine open(EngineSettings settings);

    /**
     * Measures the rate that no convolution on this machine can exceed: of fused multiply-adds of numbers that are in registers
     * already.
     *
     * @param threads that compute at once
     * @return operations per second, two for each multiply-add; empty if this engine does not know how
     */
    default OptionalDouble peak(int threads) {
        return OptionalDouble.empty();
    }
}
