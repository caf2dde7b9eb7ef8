package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * Data that ctbench makes itself.
 *
 * @param phantom options of the phantom CT generator
 */
public record Generated(ObjectNode phantom) {
    public Generated {
        Objects.requireNonNull(phantom, "phantom");
    }
}
