package org.ctbench.splits.documents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in words what Jackson refused: the key's full path, what was expected, what was found, and where. */
final class DocumentErrors {
    private static final Set<Class<?>> MAY_BE_ABSENT =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private static final Set<Class<?>> TEXTS = Set.of(String.class, Path.class, Sha256.class);

    private static final String WHOLE = "a whole number";

    private final Document document;

    DocumentErrors(Document document) {
        this.document = document;
    }

    /** A text that is no document at all. */
    static UserException notWellFormed(JsonProcessingException e, String name) {
        for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
            if (t instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
                int line = yaml.getProblemMark().getLine() + 1;
                return malformed(yaml.getProblem(), name + ":" + line, e);
            }
        }
        String where =
                e.getLocation() == null ? name : name + ":" + e.getLocation().getLineNr();
        String problem = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        if (e instanceof StreamConstraintsException) {
            String limit = problem.replaceAll(", from `[^`]*`", "");
            return new UserException(
                    "larger than documents are: " + limit, where, "check that this is the file that you meant", e);
        }
        if (problem.startsWith("Duplicate field '")) {
            String key = problem.substring("Duplicate field '".length(), problem.lastIndexOf('\''));
            return new UserException("key '" + key + "' appears twice", where, "keep one of the two", e);
        }
        if (problem.startsWith("Trailing token")) {
            return new UserException("something follows the end of the document", where, "keep one document", e);
        }
        return malformed(problem, where, e);
    }

    private static UserException malformed(String problem, String where, Throwable cause) {
        return new UserException("not well-formed: " + problem, where, "correct the document there", cause);
    }

    /** A well-formed document that does not fit its type. */
    UserException explain(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof UserException known) {
                    return known;
                }
                if (t instanceof InvalidValue invalid) {
                    String group = path(mapping);
                    String path = invalid.key().isEmpty() ? group : ValuePath.child(group, invalid.key());
                    return fault(path, invalid.problem(), invalid.fix(), e);
                }
                if (t instanceof InputCoercionException coercion) {
                    return wrongType(path(mapping), coercion.getTargetType(), e);
                }
                if (t instanceof NullPointerException missing) {
                    return missingKey(mapping, missing);
                }
                if (t instanceof IllegalArgumentException refused) {
                    return fault(path(mapping), refused.getMessage(), "correct that value", e);
                }
            }
            if (e instanceof MismatchedInputException mismatch && !(e instanceof ValueInstantiationException)) {
                return wrongType(path(mapping), mismatch.getTargetType(), e);
            }
            return fault(path(mapping), e.getOriginalMessage(), "correct that value", e);
        }
        return malformed(e.getOriginalMessage(), document.where(""), e);
    }

    private UserException missingKey(JsonMappingException e, NullPointerException missing) {
        String group = path(e);
        Class<?> type = e instanceof ValueInstantiationException v ? raw(v.getType()) : null;
        if (type == null || !type.isRecord()) {
            return fault(group, "a value is missing", "write the keys that it needs", e);
        }
        List<RecordComponent> absent = Arrays.stream(type.getRecordComponents())
                .filter(c -> !MAY_BE_ABSENT.contains(c.getType()))
                .filter(c -> isNothing(document.at(ValuePath.child(group, c.getName()))))
                .toList();
        Optional<RecordComponent> named = absent.stream()
                .filter(c -> c.getName().equals(missing.getMessage()))
                .findFirst();
        if (named.isEmpty() && absent.size() != 1) {
            String names = absent.stream().map(RecordComponent::getName).collect(Collectors.joining(", "));
            return fault(group, "a key is missing, of: " + names, "write the keys that it needs", e);
        }
        RecordComponent key = named.orElseGet(() -> absent.get(0));
        return absentKey(ValuePath.child(group, key.getName()), key.getType(), e);
    }

    /** A value of another type than {@code target}. */
    UserException wrongType(String path, Class<?> target, Throwable cause) {
        JsonNode found = document.at(path);
        Optional<String> word = document.word(path).filter(written -> !written.isEmpty());
        if (word.isPresent() && isText(target)) {
            return readAs(path, found, word.get(), cause);
        }
        boolean empty = isNothing(found) || isEmptyText(found);
        if (empty && target != String.class && !path.isEmpty()) {
            return absentKey(path, target, cause);
        }
        String problem = "expected " + expected(target) + ", found " + found(found);
        if (target != null && target.isEnum()) {
            return fault(path, problem, Suggestion.hint(found.asText(), namesOf(target)), cause);
        }
        if (found.isTextual() && found.asText().matches("[-+]?\\d+(\\.\\d*)?") && target != null) {
            return fault(path, problem, "write " + expected(target) + " without quotes or leading zeros", cause);
        }
        if (found.isIntegralNumber() && expected(target).equals(WHOLE)) {
            return fault(path, problem + ", which is too large", tooLarge(target), cause);
        }
        return fault(path, problem, "write " + expected(target), cause);
    }

    /** A text that YAML takes for something else. */
    private UserException readAs(String path, JsonNode found, String word, Throwable cause) {
        String value = found.isNumber() ? "a number" : isNothing(found) ? "no value" : found.asText();
        String other = value.equals(word) ? "a boolean" : value;
        return fault(path, "YAML reads " + word + " as " + other, "write it in quotes: \"" + word + "\"", cause);
    }

    private UserException absentKey(String path, Class<?> type, Throwable cause) {
        Optional<String> word = document.word(path).filter(written -> !written.isEmpty());
        if (word.isPresent() && isText(type)) {
            return readAs(path, document.at(path), word.get(), cause);
        }
        String key = document.whole(path);
        String problem =
                document.at(path).isMissingNode() ? "missing key '" + key + "'" : "key '" + key + "' has no value";
        return new UserException(problem, document.where(path), "write it with " + expected(type), cause);
    }

    private UserException fault(String path, String problem, String fix, Throwable cause) {
        String whole = document.whole(path);
        String text = whole.isEmpty() ? problem : whole + ": " + problem;
        return new UserException(text, document.where(path), fix, cause);
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() != null ? "." + r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static Class<?> raw(JavaType type) {
        return type == null ? null : type.getRawClass();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static boolean isText(Class<?> type) {
        return type != null
                && (TEXTS.contains(type) || type.isEnum() || type.isAnnotationPresent(JsonDeserialize.class));
    }

    private static String tooLarge(Class<?> target) {
        boolean isInt = target == int.class || target == Integer.class;
        return "write a whole number up to " + (isInt ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }

    private static String found(JsonNode node) {
        if (node.isObject()) {
            return "a group of keys";
        }
        if (node.isArray()) {
            return "a list";
        }
        return node.isTextual() ? "the text '" + node.asText() + "'" : node.asText();
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", namesOf(type));
        }
        if (type == int.class || type == Integer.class || type == OptionalInt.class) {
            return WHOLE;
        }
        if (type == long.class || type == Long.class || type == OptionalLong.class) {
            return WHOLE;
        }
        if (type == double.class || type == Double.class || type == OptionalDouble.class) {
            return "a number";
        }
        if (type == float.class || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (TEXTS.contains(type)) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return (isReadFrom(type, String.class) ? "a text or " : "") + "a group of keys";
    }

    /** Whether a value of this type may stand in a document as one value of another. */
    private static boolean isReadFrom(Class<?> type, Class<?> other) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(JsonCreator.class)
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {other}));
    }

    private static List<String> namesOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Documents.toTree(constant).asText())
                .toList();
    }

    /** What Jackson makes of a YAML value that was left out. */
    static boolean isEmptyText(JsonNode node) {
        return node.isTextual() && node.asText().isEmpty();
    }
}
