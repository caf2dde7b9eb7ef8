package org.ctbench.harness.plan;

import java.util.Objects;

/**
 * The optimizer, named by its key.
 *
 * @param adam options of Adam
 */
public record Optimizer(AdamOptions adam) {
    public Optimizer {
        Objects.requireNonNull(adam, "adam");
    }
}
