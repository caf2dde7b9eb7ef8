package org.ctbench.models.classifiers;

import java.util.Map;

/**
 * Has state that a checkpoint holds beside weights and the optimizer: what else decides the next step. By default there is none.
 */
public interface Resumable {
    /** Counts and positions of random streams, by name in a fixed order. */
    default Map<String, Long> state() {
        return Map.of();
    }

    /**
     * Goes back to what {@link #state} gave, in this process or in another one.
     *
     * @throws IllegalArgumentException if the names are not those of {@link #state}
     */
    default void restore(Map<String, Long> state) {
        requireNames(state, state());
    }

    /** @throws IllegalArgumentException if {@code state} does not have the names of {@code own} */
    static void requireNames(Map<String, Long> state, Map<String, Long> own) {
        if (!state.keySet().equals(own.keySet())) {
            throw new IllegalArgumentException("a state of " + state.keySet() + ", expected " + own.keySet());
        }
    }
}
