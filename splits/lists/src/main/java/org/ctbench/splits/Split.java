package org.ctbench.splits;

import java.util.List;
import java.util.Objects;

/**
 * A named set of slices in a fixed order.
 *
 * @param id data set and name, {@code covidx-ct-v1/test}
 * @param slices the slices in canonical order (byte order of their ids)
 */
public record Split(String id, List<Slice> slices) {
    public Split {
        Objects.requireNonNull(id);
        slices = List.copyOf(slices);
    }

    /** Number of slices. */
    public int size() {
        return slices.size();
    }
}
