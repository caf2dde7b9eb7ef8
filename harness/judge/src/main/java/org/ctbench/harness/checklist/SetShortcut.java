package org.ctbench.harness.checklist;

import java.util.List;
import java.util.Objects;

/**
 * What the best classifier without pixels reaches on one set.
 *
 * @param set name of the set
 * @param accuracy its accuracy, a fraction
 * @param low lower end of the interval of its accuracy; the accuracy itself where resampling cannot tell
 * @param largest share of the largest class, a fraction
 * @param matches names of the models that are not shown to be better
 */
public record SetShortcut(String set, double accuracy, double low, double largest, List<String> matches) {
    public SetShortcut {
        Objects.requireNonNull(set, "set");
        matches = List.copyOf(matches);
    }

    /** Whether it does better than always naming the largest class. */
    boolean tellsClasses() {
        return low > largest;
    }
}
