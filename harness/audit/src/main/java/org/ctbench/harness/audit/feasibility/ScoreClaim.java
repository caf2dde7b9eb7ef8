package org.ctbench.harness.audit.feasibility;

import java.util.Objects;
import org.ctbench.harness.audit.granularity.ValueWindow;

/**
 * A stated value.
 *
 * @param name as a reader finds it in the paper: {@code F1 97.37 %}
 * @param score what it is the value of
 * @param window the exact values that would be printed so
 */
public record ScoreClaim(String name, Score score, ValueWindow window) {
    public ScoreClaim {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(window, "window");
    }

    /** Whether a matrix with these hits and false positives has the stated value. */
    boolean agrees(ClassSizes sizes, ClassErrors errors) {
        return score.lies(sizes, errors, window);
    }
}
