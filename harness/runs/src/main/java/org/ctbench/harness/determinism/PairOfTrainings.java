package org.ctbench.harness.determinism;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.Kind;

/** Runs two trainings side by side and keeps the first difference of each kind. */
final class PairOfTrainings {
    private final TracedTraining left;
    private final TracedTraining right;
    private final Map<Kind, Difference> first = new EnumMap<>(Kind.class);

    PairOfTrainings(TracedTraining left, TracedTraining right) {
        this.left = left;
        this.right = right;
    }

    /** @return the first difference of each kind, in the order of the kinds */
    List<Difference> compare(int steps) throws IOException {
        for (int step = 1; step <= steps; step++) {
            compare(step, left.step(), right.step());
        }
        compare(steps, left.evaluate(), right.evaluate());
        return List.copyOf(first.values());
    }

    private void compare(int step, Trace one, Trace other) throws IOException {
        for (Kind kind : Kind.values()) {
            Map<String, String> ones = one.digests().getOrDefault(kind, Map.of());
            Map<String, String> others = other.digests().getOrDefault(kind, Map.of());
            Set<String> names = new LinkedHashSet<>(ones.keySet());
            names.addAll(others.keySet());
            for (String name : names) {
                if (!first.containsKey(kind) && !ones.getOrDefault(name, "").equals(others.get(name))) {
                    first.put(
                            kind,
                            Difference.between(
                                    kind,
                                    step,
                                    name,
                                    ones.containsKey(name) ? left.values(kind, name) : new double[0],
                                    others.containsKey(name) ? right.values(kind, name) : new double[0]));
                }
            }
        }
    }
}
