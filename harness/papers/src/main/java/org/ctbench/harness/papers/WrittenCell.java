package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
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
record WrittenCell(
        @JsonDeserialize(contentUsing = Digits.class) Optional<String> stated,
        @JsonDeserialize(contentUsing = Digits.class) Optional<String> derived,
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

    @JsonCreator(mode = Mode.PROPERTIES)
    WrittenCell {}

    private static WrittenCell of(Optional<String> stated, Optional<String> absent, Optional<String> unrecoverable) {
        Optional<String> none = Optional.empty();
        return new WrittenCell(
                stated, none, none, none, absent, unrecoverable, none, Optional.empty(), none, none, Optional.empty());
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static WrittenCell ofText(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> null; // as if there were no cell
            case "-", "\u2013", "\u2014", "nan", "n/a" ->
                of(Optional.empty(), Optional.of(NO_REASON), Optional.empty());
            case "unrecoverable" -> of(Optional.empty(), Optional.empty(), Optional.of(NO_REASON));
            default -> of(Optional.of(text), Optional.empty(), Optional.empty());
        };
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static WrittenCell ofNumber(double number) {
        throw withoutQuotes(String.valueOf(number));
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static WrittenCell ofNumber(long number) {
        throw withoutQuotes(String.valueOf(number));
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static WrittenCell ofBoolean(boolean value) {
        return ofText(String.valueOf(value)); // which is no number, and is answered as any other word
    }

    private static InvalidValue withoutQuotes(String number) {
        return new InvalidValue(
                "",
                number + " has no quotes, so a trailing 0 would be lost",
                "write the digits as printed, in quotes, as in \"93.50\"");
    }

    /** Digits must be a text: as a number 93.50 would be the same as 93.5. */
    private static final class Digits extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isNumeric()) {
                throw withoutQuotes(parser.getText());
            }
            return super.deserialize(parser, context);
        }
    }
}
