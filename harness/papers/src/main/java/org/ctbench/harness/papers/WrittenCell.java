package org.ctbench.harness.papers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;

/**
 * A {@link PublishedCell} as a file has it: a group of keys, or a text alone, which is a number as printed, {@code -} (or a longer
 * dash, {@code nan} or {@code n/a}) for a cell in which the paper prints none, or {@code unrecoverable}.
 *
 * @param stated digits that the paper prints
 * @param derived digits that follow by {@code arithmetic}
 * @param arithmetic an {@link Expression}
 * @param condition what has to hold for it
 * @param absent why the paper prints no number here
 * @param unrecoverable why the number is not known
 */
@JsonDeserialize(using = WrittenCell.Reader.class)
record WrittenCell(
        Optional<String> stated,
        Optional<String> derived,
        Optional<String> arithmetic,
        Optional<String> condition,
        Optional<String> absent,
        Optional<String> unrecoverable,
        Optional<String> where,
        Optional<Boolean> best,
        Optional<String> discrepancy,
        Optional<String> note,
        Optional<List<WrittenCell>> also) {
    /** Stands for a text alone that says nothing but that the number is lost. */
    static final String NO_REASON = "";

    private static WrittenCell of(Optional<String> stated, Optional<String> absent, Optional<String> unrecoverable) {
        Optional<String> none = Optional.empty();
        return new WrittenCell(
                stated, none, none, none, absent, unrecoverable, none, Optional.empty(), none, none, Optional.empty());
    }

    static WrittenCell ofText(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "-", "\u2013", "\u2014", "nan", "n/a" ->
                of(Optional.empty(), Optional.of(NO_REASON), Optional.empty());
            case "unrecoverable" -> of(Optional.empty(), Optional.empty(), Optional.of(NO_REASON));
            default -> of(Optional.of(text), Optional.empty(), Optional.empty());
        };
    }

    /** Reads both forms. */
    static final class Reader extends StdDeserializer<WrittenCell> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(WrittenCell.class);
        }

        @Override
        public WrittenCell deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            if (node.isTextual()) {
                return node.asText().isEmpty() ? null : ofText(node.asText());
            }
            requireQuotes(parser, "", node);
            requireQuotes(parser, "stated", node.path("stated"));
            requireQuotes(parser, "derived", node.path("derived"));
            return context.readTreeAsValue(node, Keys.class).cell();
        }

        /** Digits must be a text: as a number 93.50 would be the same as 93.5. */
        private static void requireQuotes(JsonParser parser, String key, JsonNode value) throws JsonMappingException {
            if (value.isNumber()) {
                String problem = value.asText() + " stands without quotes, so that a last 0 would be lost";
                String fix = "write the digits as printed, in quotes, as in \"93.50\"";
                throw JsonMappingException.from(parser, problem, new InvalidValue(key, problem, fix));
            }
        }
    }

    /** The group of keys. */
    private record Keys(
            Optional<String> stated,
            Optional<String> derived,
            Optional<String> arithmetic,
            Optional<String> condition,
            Optional<String> absent,
            Optional<String> unrecoverable,
            Optional<String> where,
            Optional<Boolean> best,
            Optional<String> discrepancy,
            Optional<String> note,
            Optional<List<WrittenCell>> also) {
        WrittenCell cell() {
            return new WrittenCell(
                    stated,
                    derived,
                    arithmetic,
                    condition,
                    absent,
                    unrecoverable,
                    where,
                    best,
                    discrepancy,
                    note,
                    also);
        }
    }
}
