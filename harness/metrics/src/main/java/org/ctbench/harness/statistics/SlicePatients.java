package org.ctbench.harness.statistics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose the slices of a set are.
 *
 * @param slices number of slices
 * @param ids id of the patient of each slice; empty where they are unknown
 */
record SlicePatients(int slices, Optional<List<String>> ids) {
    /** @throws IllegalArgumentException if there is not one patient per slice */
    SlicePatients {
        ids = ids.map(List::copyOf);
        if (ids.isPresent() && ids.get().size() != slices) {
            throw new IllegalArgumentException(ids.get().size() + " patients for " + slices + " slices");
        }
    }

    Optional<Integer> count() {
        return ids.map(all -> new HashSet<>(all).size());
    }

    /**
     * The slices of each patient, patients in the order in which they first appear; each slice alone where patients are
     * unknown.
     */
    List<List<Integer>> slicesOfEach() {
        Map<Object, List<Integer>> own = new LinkedHashMap<>();
        for (int i = 0; i < slices; i++) {
            Object key = ids.isPresent() ? ids.get().get(i) : Integer.valueOf(i);
            own.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        return List.copyOf(own.values());
    }
}
