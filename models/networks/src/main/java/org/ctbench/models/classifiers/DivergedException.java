package org.ctbench.models.classifiers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network gave a value that is not a number or not finite: its training has diverged, or its weights are damaged. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Double> losses;

    /** @param message what was found where */
    public DivergedException(String message) {
        this(message, Map.of());
    }

    /**
     * A training that has diverged.
     *
     * @param message what was found where
     * @param losses all losses of the step that were computed, finite or not, in the order in which they arose
     */
    public DivergedException(String message, Map<String, Double> losses) {
        super(message);
        this.losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    }

    /** Losses of the step, in the order in which they arose; empty if no step was taken. */
    public Map<String, Double> losses() {
        return losses;
    }
}
