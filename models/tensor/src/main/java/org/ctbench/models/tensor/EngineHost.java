package org.ctbench.models.tensor;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an engine is told of the machine when it is asked for advice.
 *
 * @param linux whether the operating system is Linux
 * @param environment variables of this process
 * @param accelerators those that the engine reports of the machine, if it uses any
 */
public record EngineHost(boolean linux, Map<String, String> environment, Optional<Accelerators> accelerators) {
    public EngineHost {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(accelerators);
    }
}
