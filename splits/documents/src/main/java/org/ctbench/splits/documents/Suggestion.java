package org.ctbench.splits.documents;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that a user probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** The known name nearest to {@code typed} by edit distance, if it is near enough to be meant (a third of its letters, rounded up). */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        int limit = (typed.length() + 2) / 3;
        return known.stream()
                .filter(name -> distance(typed, name) <= limit)
                .min(Comparator.comparingInt((String name) -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code did you mean 'x'?} where a name is near, else all known names. */
    public static String hint(String typed, Collection<String> known) {
        return nearest(typed, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known: " + String.join(", ", known));
    }

    private static int distance(String a, String b) {
        return LevenshteinDistance.getDefaultInstance().apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
