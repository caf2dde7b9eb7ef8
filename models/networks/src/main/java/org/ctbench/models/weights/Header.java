package org.ctbench.models.weights;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON at the start of a safetensors file.
 *
 * @param metadata free texts
 * @param tensors what is where, by name, in the order of the data
 */
record Header(Map<String, String> metadata, Map<String, Entry> tensors) {
    private static final String METADATA = "__metadata__";
    private static final String TYPE = "dtype";
    private static final String SHAPE = "shape";
    private static final String OFFSETS = "data_offsets";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Limit of the format's own reader. */
    private static final long MAX_HEADER = 100_000_000;

    /** Bytes of one element of each type that the format knows in whole bytes. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("BOOL", 1),
            Map.entry("U8", 1),
            Map.entry("I8", 1),
            Map.entry("F8_E5M2", 1),
            Map.entry("F8_E4M3", 1),
            Map.entry("I16", 2),
            Map.entry("U16", 2),
            Map.entry("F16", 2),
            Map.entry("BF16", 2),
            Map.entry("I32", 4),
            Map.entry("U32", 4),
            Map.entry("F32", 4),
            Map.entry("I64", 8),
            Map.entry("U64", 8),
            Map.entry("F64", 8));

    /**
     * Reads the text of a header; the input stands behind it, where the data begin.
     *
     * @throws IOException if there is none; says what was expected and found
     */
    static byte[] json(InputStream in) throws IOException {
        byte[] start = in.readNBytes(Long.BYTES);
        if (start.length < Long.BYTES) {
            throw new IOException("not a safetensors file: " + start.length + " bytes, expected a header");
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER) {
            throw new IOException("not a safetensors file: the header's length would be " + length + " bytes");
        }
        byte[] json = in.readNBytes((int) length);
        if (json.length < length || json[0] != '{') {
            throw new IOException(
                    "not a safetensors file: expected a header of " + length + " bytes from byte 8 that starts with {");
        }
        return json;
    }

    /**
     * One tensor.
     *
     * @param type type of the elements: {@code F32}, {@code I64} and others
     * @param shape sizes of the dimensions
     * @param offsets first byte and byte after the last, counted from the end of the header
     */
    record Entry(
            @JsonProperty(TYPE) String type,
            @JsonProperty(SHAPE) List<Long> shape,
            @JsonProperty(OFFSETS) List<Long> offsets) {
        Entry {
            shape = List.copyOf(shape);
            offsets = List.copyOf(offsets);
        }

        static Entry at(long offset, String type, int... shape) {
            List<Long> sizes = new ArrayList<>();
            long bytes = TYPES.get(type);
            for (int size : shape) {
                sizes.add((long) size);
                bytes *= size;
            }
            return new Entry(type, sizes, List.of(offset, offset + bytes));
        }

        long begin() {
            return offsets.get(0);
        }

        long end() {
            return offsets.get(1);
        }
    }

    /** Bytes of an element of that type. */
    static int width(String type) {
        return TYPES.get(type);
    }

    /** Reads the header of a file with that many bytes of data. */
    static Header parse(byte[] json, long dataBytes) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Entry> unordered = new LinkedHashMap<>();
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject()) {
                throw new IOException("header: expected a JSON object");
            }
            for (Map.Entry<String, JsonNode> field : root.properties()) {
                if (field.getKey().equals(METADATA)) {
                    readMetadata(field.getValue(), metadata);
                } else {
                    unordered.put(field.getKey(), readEntry(field.getKey(), field.getValue()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("header: " + e.getOriginalMessage(), e);
        }
        Map<String, Entry> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> field : unordered.entrySet()) {
            requireConsistent(field.getKey(), field.getValue());
        }
        unordered.entrySet().stream()
                .sorted(Comparator.comparingLong(field -> field.getValue().begin()))
                .forEach(field -> tensors.put(field.getKey(), field.getValue()));
        requireContiguous(tensors, dataBytes);
        return new Header(metadata, tensors);
    }

    /** The header as JSON, padded by blanks to whole eight bytes, so that the data are aligned. */
    byte[] toBytes() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            root.set(METADATA, JSON.valueToTree(metadata));
        }
        tensors.forEach((name, entry) -> root.set(name, JSON.valueToTree(entry)));
        byte[] json = JSON.writeValueAsBytes(root);
        byte[] padded = new byte[(json.length + 7) / 8 * 8];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(json, 0, padded, 0, json.length);
        return padded;
    }

    private static Entry readEntry(String name, JsonNode node) throws IOException {
        JsonNode type = node.path(TYPE);
        if (!type.isTextual()
                || !node.path(SHAPE).isArray()
                || !node.path(OFFSETS).isArray()) {
            throw new IOException("header: " + name + " needs " + TYPE + ", " + SHAPE + " and " + OFFSETS);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!List.of(TYPE, SHAPE, OFFSETS).contains(field.getKey())) {
                throw new IOException("header: " + name + " has the unknown key '" + field.getKey() + "'");
            }
        }
        return new Entry(type.textValue(), wholes(name, node.get(SHAPE)), wholes(name, node.get(OFFSETS)));
    }

    private static List<Long> wholes(String name, JsonNode list) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : list) {
            if (!number.isIntegralNumber() || !number.canConvertToLong()) {
                throw new IOException(
                        "header: " + name + ": " + SHAPE + " and " + OFFSETS + " are lists of whole numbers");
            }
            numbers.add(number.longValue());
        }
        return numbers;
    }

    private static void readMetadata(JsonNode node, Map<String, String> into) throws IOException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isTextual()) {
                throw new IOException("header: " + METADATA + "." + field.getKey() + " is not a text");
            }
            into.put(field.getKey(), field.getValue().textValue());
        }
    }

    private static void requireConsistent(String name, Entry entry) throws IOException {
        Integer size = TYPES.get(entry.type());
        if (size == null) {
            throw new IOException("header: " + name + " has the unknown type '" + entry.type() + "'");
        }
        if (entry.offsets().size() != 2) {
            throw new IOException("header: " + name + " has the offsets " + entry.offsets() + ", expected two");
        }
        long bytes = size;
        try {
            for (long n : entry.shape()) {
                if (n < 0) {
                    throw new IOException("header: " + name + " has the shape " + entry.shape());
                }
                bytes = Math.multiplyExact(bytes, n);
            }
        } catch (ArithmeticException e) {
            throw new IOException("header: " + name + " has the shape " + entry.shape(), e);
        }
        if (entry.begin() < 0 || entry.end() - entry.begin() != bytes) {
            throw new IOException("header: " + name + " has the offsets " + entry.offsets() + ", but " + entry.type()
                    + " " + entry.shape() + " takes " + bytes + " bytes");
        }
    }

    private static void requireContiguous(Map<String, Entry> tensors, long dataBytes) throws IOException {
        long next = 0;
        for (Map.Entry<String, Entry> field : tensors.entrySet()) {
            if (field.getValue().begin() != next) {
                throw new IOException("header: " + field.getKey() + " begins at byte "
                        + field.getValue().begin() + " of the data, expected " + next);
            }
            next = field.getValue().end();
        }
        if (next != dataBytes) {
            throw new IOException("the header speaks of " + next + " bytes of data, the file has " + dataBytes
                    + ": cut off or damaged");
        }
    }
}
