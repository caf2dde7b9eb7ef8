package org.ctbench.splits.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * YAML and JSON documents, read strictly: an unknown key, a missing value where one is needed, a wrong type, an alias
 * or a duplicate key is a {@link UserException} that names the line and, for keys, the nearest known one. Records
 * validate their values in their constructors: {@link InvalidValue} names the key, {@code Objects.requireNonNull(x,
 * "x")} marks a key that must be there, and any {@link IllegalArgumentException} is reported for the group as a whole.
 *
 * <p>Numbers are written in the shortest form that reads back to the same value, alike on every Java version.
 */
public final class Documents {
    /** Levels of groups and lists in one another that are read. */
    static final int DEEPEST = 100;

    /** Largest file that is read whole, in bytes. */
    private static final int LARGEST = 256 << 20;

    /** Longest YAML text that is read, in characters; what people write by hand stays far below. */
    private static final int LONGEST_YAML = 1 << 20;

    /** Names, values and brackets that are read of one JSON document. */
    private static final long MOST_TOKENS = 20_000_000;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxTokenCount(MOST_TOKENS)
            .build();

    static final ObjectMapper YAML = strict(YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .loaderOptions(yamlLimits())
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .stringQuotingChecker(new Quoting())
                    .build()))
            .build();
    static final ObjectMapper JSON = strict(JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build()))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    private Documents() {}

    /**
     * Reads a YAML file.
     *
     * @throws UserException if the file is missing or does not fit {@code type}
     */
    public static <T> T readYaml(Path file, Class<T> type) throws IOException {
        return parseYaml(readText(file), file.toString(), type);
    }

    /**
     * Reads a YAML text.
     *
     * @param name what stands for the file in messages
     * @throws UserException if the text does not fit {@code type}
     */
    public static <T> T parseYaml(String text, String name, Class<T> type) {
        return Document.parse(YAML, text, name).as(type);
    }

    /**
     * Reads a JSON file.
     *
     * @throws UserException if the file is missing or does not fit {@code type}
     */
    public static <T> T readJson(Path file, Class<T> type) throws IOException {
        return parseJson(readText(file), file.toString(), type);
    }

    /**
     * Reads a JSON text.
     *
     * @param name what stands for the file in messages
     * @throws UserException if the text does not fit {@code type}
     */
    public static <T> T parseJson(String text, String name, Class<T> type) {
        return Document.parse(JSON, text, name).as(type);
    }

    /** The document as YAML: keys in the order of the record's components, {@code \n} line ends. */
    public static String toYaml(Object document) {
        return write(YAML, document);
    }

    /**
     * As {@link #toYaml(Object)}, with a comment behind some lines. A value that spans several lines is marked once, on
     * its first.
     *
     * @param comment what to say of the value at a path such as {@code protocol.epochs}; empty for nothing
     */
    public static String toYaml(Object document, Function<String, String> comment) {
        String text = write(YAML, document);
        Map<Integer, String> marks = new LinkedHashMap<>();
        Document.lines(YAML, text).forEach((path, line) -> {
            String mark = comment.apply(path);
            if (!mark.isEmpty()) {
                marks.putIfAbsent(line, mark);
            }
        });
        List<String> lines = text.lines().toList();
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String mark = marks.get(i + 1);
            marked.append(lines.get(i))
                    .append(mark == null ? "" : "  # " + mark)
                    .append('\n');
        }
        return marked.toString();
    }

    /** The document as indented JSON: keys in the order of the record's components, {@code \n} line ends. */
    public static String toJson(Object document) {
        return write(JSON, document) + "\n";
    }

    /** The document as a tree, to be looked at or changed before it is written. */
    public static JsonNode toTree(Object document) {
        return JSON.valueToTree(document);
    }

    private static LoaderOptions yamlLimits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST_YAML);
        return limits;
    }

    /** Refuses a text that is longer than documents of its kind are. */
    static void requireReadable(ObjectMapper mapper, String text, String name) {
        if (mapper == YAML && text.length() > LONGEST_YAML) {
            throw new UserException(
                    "the document has " + text.length() + " characters; at most " + LONGEST_YAML + " are read",
                    name,
                    "check that this is the file that you meant");
        }
    }

    /**
     * Reads a UTF-8 text file whole.
     *
     * @throws UserException as {@link #readBytes(Path)}, and if it is not UTF-8
     */
    public static String readText(Path file) throws IOException {
        return text(readBytes(file), file.toString());
    }

    /**
     * The text of a file that was read.
     *
     * @param name what stands for the file in messages
     * @throws UserException if it is not UTF-8
     */
    public static String text(byte[] file, String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UserException("not a UTF-8 text", name, "save it as UTF-8", e);
        }
    }

    /**
     * Reads a file whole.
     *
     * @throws UserException if there is no such file, it is a folder or it is larger than 256 MiB
     */
    public static byte[] readBytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UserException("a folder where a file is needed", file.toString(), "name the file inside it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return readBytes(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UserException("no such file", file.toString(), "check the path", e);
        }
    }

    /**
     * Reads a stream to its end; does not close it.
     *
     * @param name what stands for it in messages
     * @throws UserException if it is longer than 256 MiB
     */
    public static byte[] readBytes(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new UserException(
                    "more than " + (LARGEST >> 20) + " MiB", name, "check that this is the file that you meant");
        }
        return bytes;
    }

    private static String write(ObjectMapper mapper, Object document) {
        try {
            StringWriter out = new StringWriter();
            try (JsonGenerator generator = new ShortestNumbers(mapper.createGenerator(out))) {
                mapper.writeValue(generator, document);
            }
            return out.toString();
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException("cannot write " + document.getClass() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B strict(B builder) {
        return builder.addModule(new Jdk8Module())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
}
