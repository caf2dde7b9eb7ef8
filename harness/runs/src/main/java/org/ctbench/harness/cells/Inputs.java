package org.ctbench.harness.cells;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells what is different between the inputs of two cells. */
final class Inputs {
    private static final int SHOWN = 3;

    private Inputs() {}

    /** The first few differences in words: {@code protocol.epochs is 8, was 6}; empty if there is none. */
    static String differences(JsonNode now, JsonNode before) {
        Map<String, String> leaves = leaves(now);
        Map<String, String> earlier = leaves(before);
        TreeSet<String> paths = new TreeSet<>(leaves.keySet());
        paths.addAll(earlier.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            String is = leaves.get(path);
            String was = earlier.get(path);
            if (is == null) {
                differences.add(path + " is gone, was " + shown(was));
            } else if (was == null) {
                differences.add(path + " is new, " + shown(is));
            } else if (!is.equals(was)) {
                differences.add(path + " is " + shown(is) + ", was " + shown(was));
            }
        }
        int more = differences.size() - SHOWN;
        return String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private static String shown(String value) {
        return value.matches("[0-9a-f]{64}") ? value.substring(0, 12) : value;
    }

    private static Map<String, String> leaves(JsonNode node) {
        Map<String, String> leaves = new TreeMap<>();
        collect("", node, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(e -> collect(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), into));
        } else {
            into.put(path, node.isValueNode() ? node.asText() : node.toString());
        }
    }
}
