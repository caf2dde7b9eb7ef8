package org.ctbench.harness.papers;

import java.util.Objects;

/**
 * A class that a paper tells apart.
 *
 * @param id key of the class in counts and columns, {@code NCP}
 * @param name as the paper calls it
 */
public record PublishedClass(String id, String name) {
    public PublishedClass {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
