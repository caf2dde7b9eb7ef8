package org.ctbench.harness.papers;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Constants that may weigh the F1 of the classes into one value (D-06).
 *
 * @param id name of the weighting: {@code code}, {@code paper}
 * @param weights by class id, exact; they add up to 1
 * @param source where they stand
 */
public record F1Weighting(String id, Map<String, BigDecimal> weights, Optional<String> source) {
    public F1Weighting {
        Objects.requireNonNull(id, "id");
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(weights, "weights")));
        Objects.requireNonNull(source);
    }
}
