package org.ctbench.models.tensor;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The accelerators that an engine could use on this machine.
 *
 * @param all empty if there is none
 * @param reason why there is none; empty if there is one
 */
public record Accelerators(List<Accelerator> all, Optional<String> reason) {
    public Accelerators {
        all = List.copyOf(all);
        Objects.requireNonNull(reason);
        if (all.isEmpty() != reason.isPresent()) {
            throw new IllegalArgumentException(
                    all.size() + " accelerators, and the reason why there are none: " + reason);
        }
    }
}
