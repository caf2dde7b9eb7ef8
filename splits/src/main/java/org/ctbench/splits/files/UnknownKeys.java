package org.ctbench.splits.files;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.splits.UserException;

/**
 * Looks for keys that no record knows, all at once and before anything else is asked of a document: a mistyped key would
 * otherwise be reported as a missing one.
 */
final class UnknownKeys {
    private static final int SHOWN = 10;

    private final ObjectMapper mapper;
    private final Map<String, String> hints = new LinkedHashMap<>();

    private UnknownKeys(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * @param where place of a path
     * @throws UserException if there are unknown keys
     */
    static void refuse(ObjectMapper mapper, JsonNode root, Class<?> type, Function<String, String> where) {
        UnknownKeys unknown = new UnknownKeys(mapper);
        unknown.look(root, mapper.constructType(type), "");
        if (unknown.hints.isEmpty()) {
            return;
        }
        Map.Entry<String, String> first = unknown.hints.entrySet().iterator().next();
        if (unknown.hints.size() == 1) {
            throw new UserException(
                    "unknown key '" + first.getKey() + "'", where.apply(first.getKey()), first.getValue());
        }
        int more = unknown.hints.size() - SHOWN;
        String lines = unknown.hints.entrySet().stream()
                .limit(SHOWN)
                .map(e -> "\n" + where.apply(e.getKey()) + ": '" + e.getKey() + "', " + e.getValue())
                .collect(Collectors.joining());
        throw new UserException(
                unknown.hints.size() + " unknown keys" + lines + (more > 0 ? "\n... and " + more + " more" : ""),
                where.apply(first.getKey()),
                "correct or remove them");
    }

    private void look(JsonNode node, JavaType type, String path) {
        if (type.isReferenceType()) { // Optional
            look(node, type.getContentType(), path);
        } else if (node.isArray() && type.isCollectionLikeType()) {
            for (int i = 0; i < node.size(); i++) {
                look(node.get(i), type.getContentType(), path + "[" + i + "]");
            }
        } else if (node.isObject() && type.isMapLikeType()) {
            node.properties().forEach(e -> look(e.getValue(), type.getContentType(), Document.child(path, e.getKey())));
        } else if (node.isObject() && type.getRawClass().isRecord() && !isDelegating(type.getRawClass())) {
            lookInto(node, type, path);
        }
    }

    private void lookInto(JsonNode node, JavaType type, String path) {
        Map<String, JavaType> known = new TreeMap<>();
        for (BeanPropertyDefinition property :
                mapper.getDeserializationConfig().introspect(type).findProperties()) {
            known.put(property.getName(), property.getPrimaryType());
        }
        node.properties().forEach(entry -> {
            String child = Document.child(path, entry.getKey());
            if (known.containsKey(entry.getKey())) {
                look(entry.getValue(), known.get(entry.getKey()), child);
            } else {
                hints.put(child, Suggestion.hint(entry.getKey(), List.copyOf(known.keySet())));
            }
        });
    }

    /** Whether a record is read from one value, whose keys are not the record's components. */
    private static boolean isDelegating(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .map(executable -> executable.getAnnotation(JsonCreator.class))
                .anyMatch(creator -> creator != null && creator.mode() == JsonCreator.Mode.DELEGATING);
    }
}
