package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ctbench.splits.documents.Sha256;

/**
 * One text for all documents of one meaning: keys sorted, no white space, numbers as plain decimals of their
 * exact value without trailing zeros (so 1, 1.0 and 1.0e+0 are one number), texts quoted as in JSON.
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    /** Digest of the text. */
    public static Sha256 digest(JsonNode tree) {
        return Sha256.of(text(tree).getBytes(StandardCharsets.UTF_8));
    }

    /** Digest of the text without the keys of these names, at any depth. */
    public static Sha256 digestWithout(Set<String> keys, JsonNode tree) {
        JsonNode covered = tree.deepCopy();
        leaveOut(keys, covered);
        return digest(covered);
    }

    private static void leaveOut(Set<String> keys, JsonNode node) {
        if (node instanceof ObjectNode group) {
            group.remove(keys);
        }
        node.forEach(child -> leaveOut(keys, child));
    }

    static String text(JsonNode tree) {
        StringBuilder out = new StringBuilder();
        append(tree, out);
        return out.toString();
    }

    private static void append(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            String separator = "{";
            for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
                out.append(separator).append(quoted(entry.getKey())).append(':');
                append(entry.getValue(), out);
                separator = ",";
            }
            out.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode item : node) {
                out.append(separator);
                append(item, out);
                separator = ",";
            }
            out.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            out.append(number(node));
        } else {
            out.append(node);
        }
    }

    private static String number(JsonNode node) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            return node.asText(); // as which a decimal that is too large is read
        }
        BigDecimal exact = node.isFloatingPointNumber() ? new BigDecimal(node.doubleValue()) : node.decimalValue();
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
