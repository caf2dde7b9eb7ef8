package org.ctbench.harness.predictions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * One JSON object a line; its keys are the columns. An array in it is the columns {@code key[0]}, {@code key[1]} and so on, an
 * object the columns {@code key.inner}.
 */
final class JsonLinesFile implements TableFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(
                    JsonReadFeature
                            .ALLOW_NON_NUMERIC_NUMBERS) // as Python writes NaN: a fault of its row, with its image
            .build();

    @Override
    public void read(byte[] bytes, String file, Rows rows) {
        List<String> columns = List.of();
        long line = 0;
        for (Iterator<String> lines = Documents.text(bytes, file).lines().iterator(); lines.hasNext(); ) {
            String text = lines.next();
            line++;
            if (text.isBlank()) {
                continue;
            }
            Map<String, String> cells = cells(text, file, line);
            if (columns.isEmpty()) {
                columns = List.copyOf(cells.keySet());
                rows.header(columns, line);
            }
            rows.row(
                    columns.stream()
                            .map(column -> cells.getOrDefault(column, ""))
                            .toList(),
                    line);
        }
    }

    private static Map<String, String> cells(String text, String file, long line) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserException(
                    "the line is not JSON: " + e.getOriginalMessage(), file + ":" + line, "write one object a line");
        }
        if (!node.isObject()) {
            throw new UserException("the line is not a JSON object", file + ":" + line, "write one object a line");
        }
        Map<String, String> cells = new LinkedHashMap<>();
        node.properties().forEach(entry -> put(entry.getKey(), entry.getValue(), cells));
        return cells;
    }

    private static void put(String key, JsonNode value, Map<String, String> cells) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                cells.put(key + "[" + i + "]", text(value.get(i)));
            }
        } else if (value.isObject()) {
            value.properties().forEach(entry -> cells.put(key + "." + entry.getKey(), text(entry.getValue())));
        } else {
            cells.put(key, text(value));
        }
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }
}
