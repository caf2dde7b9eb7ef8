package org.ctbench.models.tensor;

import java.util.Map;
import org.ctbench.models.device.Gpus;

/**
 * What an engine is told of the machine when it is asked for advice.
 *
 * @param linux whether the operating system is Linux
 * @param environment variables of this process
 * @param gpus those of the machine
 */
public record EngineHost(boolean linux, Map<String, String> environment, Gpus gpus) {
    public EngineHost {
        environment = Map.copyOf(environment);
    }
}
