package org.ctbench.splits.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of values in a tree, such as {@code evaluate[0].id}. */
final class ValuePath {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d{1,6})\\]");

    private ValuePath() {}

    /** The value at a path; a missing node if there is none. */
    static JsonNode at(JsonNode root, String path) {
        JsonNode node = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            node = step.group(1) != null ? node.path(step.group(1)) : node.path(Integer.parseInt(step.group(2)));
        }
        return node;
    }

    /** Path of a key of the group at a path. */
    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Path of the group or list around a value; empty for a key of the root. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    /** The keys and places in lists of a path that a user wrote. */
    static List<String> steps(String path, String where) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (step.find() && step.start() == end) {
            steps.add(step.group(1) != null ? step.group(1) : step.group(2));
            end = step.end();
        }
        if (end != path.length() || path.startsWith(".") || path.startsWith("[") || steps.size() > Documents.DEEPEST) {
            throw new UserException(
                    "not a key: '" + path + "'", where, "write the key from the top, as in protocol.epochs");
        }
        return steps;
    }

    /** The group or list at a step, which is made if a group lacks it. */
    static JsonNode descend(JsonNode node, String step, String path, String where) {
        JsonNode next = node.isArray() ? node.path(index(step)) : node.path(step);
        if (next.isMissingNode() && node instanceof ObjectNode group) {
            return group.putObject(step);
        }
        if (!next.isContainerNode()) {
            throw noSuchPlace(node, step, path, where);
        }
        return next;
    }

    /** Puts a value into a group or in the place of an item of a list. */
    static void put(JsonNode parent, String step, JsonNode value, String path, String where) {
        if (parent instanceof ObjectNode group) {
            group.set(step, value);
        } else if (parent instanceof ArrayNode list && list.has(index(step))) {
            list.set(index(step), value);
        } else {
            throw noSuchPlace(parent, step, path, where);
        }
    }

    /** Place in a list; -1 for what is none. */
    private static int index(String step) {
        return step.matches("\\d{1,9}") ? Integer.parseInt(step) : -1;
    }

    private static UserException noSuchPlace(JsonNode parent, String step, String path, String where) {
        return parent.isArray()
                ? new UserException(
                        path + ": a list of " + parent.size() + " has no item " + step, where, "items count from 0")
                : new UserException(
                        path + ": '" + step + "' has no keys below it",
                        where,
                        "set the value of '" + step + "' itself");
    }
}
