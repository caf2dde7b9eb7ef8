package org.ctbench.harness.plan;

import java.util.Objects;
import org.ctbench.datasets.phantom.PhantomSpec;

/**
 * Data that ctbench makes itself.
 *
 * @param phantom options of the phantom CT generator
 */
public record Generated(PhantomSpec phantom) {
    public Generated {
        Objects.requireNonNull(phantom, "phantom");
    }
}
