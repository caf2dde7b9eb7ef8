package org.ctbench.harness.engines;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.Kind;
import org.ctbench.harness.findings.LayerDifference;

/** Values of one engine, and how those of another differ from them. */
final class LayerDifferences {
    private final Map<Kind, Map<String, Deque<float[]>>> first = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, Difference>> largest = new EnumMap<>(Kind.class);

    /** Keeps values of the first engine. */
    void keep(Kind kind, String layer, float[] values) {
        first.computeIfAbsent(kind, k -> new LinkedHashMap<>())
                .computeIfAbsent(layer, l -> new ArrayDeque<>())
                .add(values);
    }

    /** Compares values of the second engine with the next ones of the first, which are forgotten. */
    void compare(Kind kind, String layer, float[] values) {
        Deque<float[]> kept = first.getOrDefault(kind, Map.of()).getOrDefault(layer, new ArrayDeque<>());
        float[] other = kept.isEmpty() ? new float[0] : kept.remove();
        add(Difference.between(kind, 1, layer, other, values));
    }

    private void add(Difference difference) {
        largest.computeIfAbsent(difference.kind(), k -> new LinkedHashMap<>())
                .merge(difference.name(), difference, Difference::larger);
    }

    /** The layers in the order in which they were used; values that the second engine lacks count as differing. */
    List<LayerDifference> differences() {
        first.forEach((kind, layers) -> layers.forEach((layer, left) -> {
            if (!left.isEmpty()) {
                add(Difference.between(kind, 1, layer, left.remove(), new float[0]));
            }
        }));
        Set<String> layers = new LinkedHashSet<>(of(Kind.ACTIVATION).keySet());
        layers.addAll(of(Kind.GRADIENT).keySet());
        List<LayerDifference> differences = new ArrayList<>();
        layers.forEach(layer -> differences.add(new LayerDifference(
                layer,
                Optional.ofNullable(of(Kind.ACTIVATION).get(layer)),
                Optional.ofNullable(of(Kind.GRADIENT).get(layer)))));
        return differences;
    }

    private Map<String, Difference> of(Kind kind) {
        return largest.getOrDefault(kind, Map.of());
    }
}
