package org.ctbench.splits.documents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks over a document before it is bound: for keys that no record knows, all at once (a mistyped key would otherwise be
 * reported as a missing one), and for what Jackson would take or would name by the group around it: texts where a number is
 * needed ({@code "NaN"}), numbers beyond their type, entries of lists and groups without a value, and true or false where
 * a text or a group is needed.
 */
final class Conformance {
    private static final int SHOWN = 10;
    private static final Set<Class<?>> FLOATING =
            Set.of(double.class, Double.class, OptionalDouble.class, float.class, Float.class);

    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, OptionalInt.class);
    private static final Set<Class<?>> LONG = Set.of(long.class, Long.class, OptionalLong.class);

    private final ObjectMapper mapper;
    private final Document document;
    private final Map<String, String> unknown = new LinkedHashMap<>();
    private final Map<String, Class<?>> wrong = new LinkedHashMap<>();

    private Conformance(ObjectMapper mapper, Document document) {
        this.mapper = mapper;
        this.document = document;
    }

    /** @throws UserException if there are unknown keys or such values */
    static void check(ObjectMapper mapper, Document document, Class<?> type) {
        Conformance conformance = new Conformance(mapper, document);
        conformance.look(document.at(""), mapper.constructType(type), "");
        if (!conformance.unknown.isEmpty()) {
            throw conformance.unknownKeys();
        }
        conformance.wrong.forEach((path, expected) -> {
            throw new DocumentErrors(document).wrongType(path, expected, null);
        });
    }

    private UserException unknownKeys() {
        Map.Entry<String, String> first = unknown.entrySet().iterator().next();
        String where = document.where(first.getKey());
        if (unknown.size() == 1) {
            return new UserException("unknown key '" + document.whole(first.getKey()) + "'", where, first.getValue());
        }
        int more = unknown.size() - SHOWN;
        String lines = unknown.entrySet().stream()
                .limit(SHOWN)
                .map(e -> "\n" + document.where(e.getKey()) + ": '" + document.whole(e.getKey()) + "', " + e.getValue())
                .collect(Collectors.joining());
        return new UserException(
                unknown.size() + " unknown keys" + lines + (more > 0 ? "\n... and " + more + " more" : ""),
                where,
                "correct or remove them");
    }

    private void look(JsonNode node, JavaType type, String path) {
        if (type.isReferenceType()) { // Optional
            look(node, type.getContentType(), path);
        } else if (isWrong(node, type.getRawClass())) {
            wrong.put(path, type.getRawClass());
        } else if (node.isArray() && type.isCollectionLikeType()) {
            for (int i = 0; i < node.size(); i++) {
                entry(node.get(i), type.getContentType(), path + "[" + i + "]");
            }
        } else if (node.isObject() && type.isMapLikeType()) {
            node.properties()
                    .forEach(e -> entry(e.getValue(), type.getContentType(), ValuePath.child(path, e.getKey())));
        } else if (node.isObject() && type.getRawClass().isAnnotationPresent(WrittenAs.class)) {
            WrittenAs written = type.getRawClass().getAnnotation(WrittenAs.class);
            lookInto(node, mapper.constructType(written.value()), path);
        } else if (node.isObject() && type.getRawClass().isRecord() && !isDelegating(type.getRawClass())) {
            lookInto(node, type, path);
        }
    }

    private static boolean isWrong(JsonNode node, Class<?> type) {
        boolean tooLarge = node.isIntegralNumber()
                && (WHOLE.contains(type) && !node.canConvertToInt() || LONG.contains(type) && !node.canConvertToLong());
        return tooLarge
                || node.isTextual() && FLOATING.contains(type)
                || node.isBoolean() && type.isAnnotationPresent(JsonDeserialize.class);
    }

    private void entry(JsonNode node, JavaType type, String path) {
        if (node.isNull() && !type.isReferenceType() && !type.isTypeOrSubTypeOf(JsonNode.class)) {
            wrong.put(path, type.getRawClass());
        } else {
            look(node, type, path);
        }
    }

    private void lookInto(JsonNode node, JavaType type, String path) {
        Map<String, JavaType> known = new TreeMap<>();
        for (BeanPropertyDefinition property :
                mapper.getDeserializationConfig().introspect(type).findProperties()) {
            known.put(property.getName(), property.getPrimaryType());
        }
        node.properties().forEach(entry -> {
            String child = ValuePath.child(path, entry.getKey());
            if (known.containsKey(entry.getKey())) {
                look(entry.getValue(), known.get(entry.getKey()), child);
            } else {
                unknown.put(child, Suggestion.hint(entry.getKey(), List.copyOf(known.keySet())));
            }
        });
    }

    /** Whether a record is read from one value alone, whose keys are not the record's components. */
    private static boolean isDelegating(Class<?> type) {
        Set<JsonCreator.Mode> modes = Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .map(executable -> executable.getAnnotation(JsonCreator.class))
                .filter(Objects::nonNull)
                .map(JsonCreator::mode)
                .collect(Collectors.toSet());
        return modes.contains(JsonCreator.Mode.DELEGATING) && !modes.contains(JsonCreator.Mode.PROPERTIES);
    }
}
