package org.ctbench.splits.files;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ctbench.splits.UserException;

/**
 * YAML and JSON documents, read strictly: an unknown key, a missing value where one is needed, a wrong type or a
 * duplicate key is a {@link UserException} that names the line and, for keys, the nearest known one. Records validate
 * their values in their constructors; an {@link IllegalArgumentException} thrown there is reported in the same way.
 */
public final class Documents {
    private static final ObjectMapper YAML = strict(YAMLMapper.builder(YAMLFactory.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build()))
            .build();
    private static final ObjectMapper JSON = strict(JsonMapper.builder())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Documents() {}

    /**
     * Reads a YAML file.
     *
     * @throws UserException if the file is missing or does not fit {@code type}
     */
    public static <T> T readYaml(Path file, Class<T> type) throws IOException {
        return parseYaml(readString(file), file.toString(), type);
    }

    /**
     * Reads a YAML text.
     *
     * @param name what stands for the file in messages
     * @throws UserException if the text does not fit {@code type}
     */
    public static <T> T parseYaml(String text, String name, Class<T> type) {
        return parse(YAML, text, name, type);
    }

    /**
     * Reads a JSON file.
     *
     * @throws UserException if the file is missing or does not fit {@code type}
     */
    public static <T> T readJson(Path file, Class<T> type) throws IOException {
        return parse(JSON, readString(file), file.toString(), type);
    }

    /** The document as YAML: keys in the order of the record's components, {@code \n} line ends. */
    public static String toYaml(Object document) {
        return write(YAML, document);
    }

    /** The document as indented JSON: keys in the order of the record's components, {@code \n} line ends. */
    public static String toJson(Object document) {
        return write(JSON, document).replace("\r\n", "\n") + "\n";
    }

    private static String readString(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UserException("no such file", file.toString(), "check the path", e);
        }
    }

    private static String write(ObjectMapper mapper, Object document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + document.getClass(), e);
        }
    }

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B strict(B builder) {
        return builder.addModule(new Jdk8Module())
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    private static <T> T parse(ObjectMapper mapper, String text, String name, Class<T> type) {
        try {
            T value = mapper.readValue(text, type);
            if (value == null) {
                throw new UserException("the document is empty", name, "write the keys that it needs");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            List<String> known = e.getKnownPropertyIds().stream()
                    .map(Objects::toString)
                    .sorted()
                    .toList();
            String key = e.getPropertyName();
            throw new UserException(
                    "unknown key '" + path(e) + "'", at(name, e.getLocation()), Suggestion.hint(key, known), e);
        } catch (InvalidFormatException e) {
            throw new UserException(
                    path(e) + ": '" + e.getValue() + "' is not " + expected(e.getTargetType()),
                    at(name, e.getLocation()),
                    choices(e),
                    e);
        } catch (ValueInstantiationException e) {
            throw invalid(e, name);
        } catch (MismatchedInputException e) {
            throw new UserException(
                    path(e) + ": expected " + expected(e.getTargetType()),
                    at(name, e.getLocation()),
                    "write a value of that kind",
                    e);
        } catch (JsonMappingException e) {
            throw invalid(e, name);
        } catch (JsonProcessingException e) {
            throw new UserException(
                    "not well-formed: "
                            + e.getOriginalMessage().lines().findFirst().orElse("unreadable"),
                    at(name, e.getLocation()),
                    "mend the document at that place",
                    e);
        }
    }

    private static UserException invalid(JsonMappingException e, String name) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof UserException known) {
                return known;
            }
            if (t instanceof IllegalArgumentException || t instanceof NullPointerException) {
                String key = path(e).isEmpty() ? "" : path(e) + ": ";
                return new UserException(key + t.getMessage(), at(name, e.getLocation()), "correct that value", e);
            }
        }
        return new UserException(
                path(e) + ": " + e.getOriginalMessage(), at(name, e.getLocation()), "correct that value", e);
    }

    private static String at(String name, JsonLocation location) {
        return location == null || location.getLineNr() < 1 ? name : name + ":" + location.getLineNr();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() != null ? "." + r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return "one of the known names";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return "a number";
        }
        if (type == String.class || type == Path.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return java.util.Collection.class.isAssignableFrom(type) ? "a list" : "a group of keys";
    }

    private static String choices(InvalidFormatException e) {
        if (!e.getTargetType().isEnum()) {
            return "write a value of that kind";
        }
        List<String> names = Arrays.stream(e.getTargetType().getEnumConstants())
                .map(Documents::nameOf)
                .toList();
        return Suggestion.hint(String.valueOf(e.getValue()), names);
    }

    private static String nameOf(Object constant) {
        return write(JSON, constant).replace("\"", "");
    }
}
