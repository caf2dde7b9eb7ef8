package org.ctbench.splits.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed document that knows where each of its values was written, so that a fault found later still names its line.
 * Documents can be layered: settings over a file over defaults. Immutable.
 *
 * <p>A path names a value from the root: {@code protocol.epochs}, {@code evaluate[0].id}; the root is the empty path.
 */
public final class Document {
    private final ObjectMapper mapper;
    private final String base;
    private final JsonNode root;
    private final Map<String, Location> locations;

    /** @param base path of {@code root} in the document that it is a part of, for messages; empty for a whole one */
    private Document(ObjectMapper mapper, String base, JsonNode root, Map<String, Location> locations) {
        this.mapper = mapper;
        this.base = base;
        this.root = root;
        this.locations = locations;
    }

    /** Who wrote a value; of two layers that write the same one, the later constant wins. */
    public enum Layer {
        /** The program. */
        DEFAULT,
        /** The file. */
        FILE,
        /** An option of the command line. */
        SETTING
    }

    /**
     * Parses a YAML text.
     *
     * @param name what stands for the file in messages
     * @throws UserException if the text is not well-formed, repeats a key, uses an alias, holds nothing or is larger than
     *     {@link Documents} reads
     */
    public static Document yaml(String text, String name) {
        return parse(Documents.YAML, text, name);
    }

    /**
     * Parses a JSON text.
     *
     * @param name what stands for the file in messages
     * @throws UserException if the text is not well-formed, repeats a key, holds nothing or is larger than {@link
     *     Documents} reads
     */
    public static Document json(String text, String name) {
        return parse(Documents.JSON, text, name);
    }

    static Document parse(ObjectMapper mapper, String text, String name) {
        Documents.requireReadable(mapper, text, name);
        try {
            Map<String, Location> locations = new LinkedHashMap<>();
            try (JsonParser parser = mapper.createParser(text)) {
                new Locator(parser, name, locations).locate();
            }
            JsonNode root = mapper.readTree(text);
            if (root == null || root.isMissingNode() || root.isNull() || DocumentErrors.isEmptyText(root)) {
                throw new UserException("the document is empty", name, "write the keys that it needs");
            }
            return new Document(mapper, "", root, locations);
        } catch (JsonProcessingException e) {
            throw DocumentErrors.notWellFormed(e, name);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** This document with what only {@code defaults} says added, at every depth of grouped keys; lists are not merged. */
    public Document over(Document defaults) {
        return over("", defaults.root);
    }

    /**
     * This document with what only {@code base} says added, as {@link #over} does, but as written where {@code base} has it
     * and not as a default.
     */
    public Document on(Document base) {
        Document merged = over(base);
        Map<String, Location> located = new LinkedHashMap<>(locations);
        base.locations.forEach((path, location) -> {
            if (at(path).isMissingNode() && !merged.at(path).isMissingNode()) {
                located.put(path, location);
            }
        });
        return new Document(mapper, this.base, merged.root, located);
    }

    /** This document, which is a group, without one of its keys. */
    public Document without(String key) {
        ObjectNode tree = root.deepCopy();
        tree.remove(key);
        Map<String, Location> located = new LinkedHashMap<>(locations);
        located.keySet().removeIf(p -> p.equals(key) || p.startsWith(key + ".") || p.startsWith(key + "["));
        return new Document(mapper, base, tree, located);
    }

    /**
     * This document with what only {@code defaults} says added to the group at a path, as {@link #over} does for the whole
     * document. A group that does not exist yet is made; what is no group stays.
     *
     * @param path of the group; what is around it has to be there
     */
    public Document over(String path, JsonNode defaults) {
        JsonNode tree = root.deepCopy();
        Map<String, Location> merged = new LinkedHashMap<>(locations);
        if (ValuePath.at(tree, path).isMissingNode()) {
            String parent = ValuePath.parent(path);
            String key = path.substring(parent.isEmpty() ? 0 : parent.length() + 1);
            ((ObjectNode) ValuePath.at(tree, parent)).putObject(key);
            merged.put(path, new Location(where(parent), Layer.DEFAULT));
        }
        merge(ValuePath.at(tree, path), defaults, path, merged);
        return new Document(mapper, base, tree, merged);
    }

    /** This document with the text at a path, if it is one, as a group that has it under {@code key}. */
    public Document grouped(String path, String key) {
        JsonNode text = at(path);
        if (!text.isTextual()) {
            return this;
        }
        JsonNode tree = root.deepCopy();
        ObjectNode group = mapper.createObjectNode();
        group.set(key, text);
        String parent = ValuePath.parent(path);
        String step = path.substring(parent.length()).replaceAll("[.\\[\\]]", "");
        ValuePath.put(ValuePath.at(tree, parent), step, group, path, where(path));
        Map<String, Location> located = new LinkedHashMap<>(locations);
        located.put(ValuePath.child(path, key), nearest(path));
        return new Document(mapper, base, tree, located);
    }

    /**
     * The part of this document at a path, as a document of its own whose messages still name the whole path.
     *
     * @throws IllegalArgumentException if there is nothing at that path
     */
    public Document part(String path) {
        JsonNode node = at(path);
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("nothing at '" + path + "'");
        }
        Map<String, Location> own = new LinkedHashMap<>();
        own.put("", nearest(path));
        locations.forEach((p, location) -> {
            if (p.startsWith(path + ".")) {
                own.put(p.substring(path.length() + 1), location);
            } else if (p.startsWith(path + "[")) {
                own.put(p.substring(path.length()), location);
            }
        });
        return new Document(mapper, whole(path), node, own);
    }

    /**
     * This document with one value replaced or added.
     *
     * @param setting {@code path=value}, the value in YAML: {@code protocol.epochs=3}, {@code models=[resnet18]}
     * @param option the option that carried it, for messages: {@code --set}
     * @throws UserException if the setting has no {@code =}, its value is not well-formed or its path leads through a
     *     value that has no keys
     */
    public Document with(String setting, String option) {
        String where = option + " " + setting;
        int equals = setting.indexOf('=');
        if (equals <= 0) {
            throw new UserException(
                    "not a setting: '" + setting + "'", where, "write KEY=VALUE, as in protocol.epochs=3");
        }
        String path = setting.substring(0, equals);
        Document value = parse(Documents.YAML, setting.substring(equals + 1), where);
        JsonNode tree = root.deepCopy();
        List<String> steps = ValuePath.steps(path, where);
        JsonNode parent = tree;
        for (String step : steps.subList(0, steps.size() - 1)) {
            parent = ValuePath.descend(parent, step, path, where);
        }
        ValuePath.put(parent, steps.get(steps.size() - 1), value.root, path, where);
        Map<String, Location> located = new LinkedHashMap<>(locations);
        located.keySet().removeIf(p -> p.startsWith(path + ".") || p.startsWith(path + "["));
        located.put(path, new Location(where, Layer.SETTING, value.word("")));
        return new Document(mapper, base, tree, located);
    }

    /**
     * The document as a value of {@code type}, read strictly.
     *
     * @throws UserException if a key is unknown or missing, or a value has the wrong type or is refused by its record
     */
    public <T> T as(Class<T> type) {
        Conformance.check(mapper, this, type);
        try {
            return mapper.treeToValue(root, type);
        } catch (JsonProcessingException e) {
            throw new DocumentErrors(this).explain(e);
        }
    }

    /**
     * This document, which ctbench wrote, if it is of the schema that this version reads. Asked first: keys of other schemas differ.
     *
     * @throws UserException if it is of another one
     */
    public Document ofSchema(String schema) {
        JsonNode found = at("schema");
        if (found.isTextual() && !found.asText().equals(schema)) {
            throw new UserException(
                    "schema: '" + found.asText() + "' is not read by this version",
                    where("schema"),
                    "recreate the file with this version, which reads " + schema
                            + ", or read it with the version that made it");
        }
        return this;
    }

    /** Where a value was written, as {@code file:line} or the option; for one that is missing, where its group was. */
    public String where(String path) {
        return nearest(path).where();
    }

    /**
     * Who wrote a value: the layer that wrote it or the nearest group or list around it. A value that the document does
     * not hold was filled in by its record and counts as a default.
     */
    public Layer layer(String path) {
        if (at(path).isMissingNode()) {
            return Layer.DEFAULT;
        }
        return nearest(path).layer();
    }

    /** How YAML has the value at a path, if it is written like a text and read as another one: {@code no}, {@code 2022}. */
    Optional<String> word(String path) {
        return Optional.ofNullable(locations.get(path)).flatMap(Location::word);
    }

    private Location nearest(String path) {
        String p = path;
        while (!locations.containsKey(p)) {
            p = ValuePath.parent(p);
        }
        return locations.get(p);
    }

    /** Line of each value in {@code text}, counted from 1, by path and in the order of the text. */
    static Map<String, Integer> lines(ObjectMapper mapper, String text) {
        Document document = parse(mapper, text, "");
        Map<String, Integer> lines = new LinkedHashMap<>();
        document.locations.forEach(
                (path, at) -> lines.put(path, Integer.valueOf(at.where().substring(1))));
        return lines;
    }

    /** The value at a path, not to be changed; a missing node if there is none. */
    public JsonNode at(String path) {
        return ValuePath.at(root, path);
    }

    /** A path from the root of this document, as one from the root of the document that this is a part of. */
    String whole(String path) {
        if (base.isEmpty() || path.isEmpty()) {
            return base + path;
        }
        return path.startsWith("[") ? base + path : base + "." + path;
    }

    private static JsonNode merge(JsonNode ours, JsonNode theirs, String path, Map<String, Location> locations) {
        if (!(ours instanceof ObjectNode group) || !(theirs instanceof ObjectNode defaults)) {
            return ours;
        }
        for (Map.Entry<String, JsonNode> entry : defaults.properties()) {
            String child = ValuePath.child(path, entry.getKey());
            if (group.has(entry.getKey())) {
                merge(group.get(entry.getKey()), entry.getValue(), child, locations);
            } else {
                group.set(entry.getKey(), entry.getValue().deepCopy());
                locations.put(child, new Location("default of " + child, Layer.DEFAULT));
            }
        }
        return group;
    }
}
