package org.ctbench.harness.predictions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the slice that a file names, by its name or by a path that ends in it. */
final class SliceNames {
    private final Set<String> slices;
    private final Map<String, Optional<String>> byStem = new HashMap<>(); // empty where several have one

    SliceNames(Set<String> slices) {
        this.slices = slices;
    }

    /** The slice, if there is one of that name. */
    Optional<String> find(String written) {
        return Optional.of(written)
                .filter(slices::contains)
                .or(() -> Optional.of(name(written)).filter(slices::contains));
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** What may be meant by a name that no slice has: another extension, or none. */
    String hint(String written) {
        if (byStem.isEmpty()) {
            slices.forEach(slice -> byStem.merge(stem(slice), Optional.of(slice), (a, b) -> Optional.empty()));
        }
        return byStem.getOrDefault(stem(name(written)), Optional.empty())
                .map(slice -> "; is " + slice + " meant?")
                .orElse("");
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
