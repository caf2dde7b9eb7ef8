package org.ctbench.harness.determinism;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.harness.findings.Kind;

/**
 * What a training is after a step, or what an evaluation gave.
 *
 * @param digests SHA-256 of the bits of everything, by kind and name, in the network's order
 */
public record Trace(Map<Kind, Map<String, String>> digests) {
    public Trace {
        Map<Kind, Map<String, String>> copy = new EnumMap<>(Kind.class);
        new TreeMap<>(digests)
                .forEach((kind, byName) -> copy.put(kind, Collections.unmodifiableMap(new LinkedHashMap<>(byName))));
        digests = Collections.unmodifiableMap(copy);
    }
}
