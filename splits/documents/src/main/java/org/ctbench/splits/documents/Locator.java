package org.ctbench.splits.documents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.Map;

/** Finds out on which line of a text each value stands, and refuses values that people and YAML read differently. */
final class Locator {
    private final JsonParser parser;
    private final String name;
    private final Map<String, Location> into;

    /**
     * A locator of one text.
     *
     * @param parser at the start of the text
     * @param name what stands for the file in messages
     * @param into gets the location of each value by its path
     */
    Locator(JsonParser parser, String name, Map<String, Location> into) {
        this.parser = parser;
        this.name = name;
        this.into = into;
    }

    /**
     * Reads the text to its end.
     *
     * @throws UserException if it has an alias, a number that is not finite or one with leading zeros
     */
    void locate() throws IOException {
        if (parser.nextToken() != null) {
            into.put("", new Location(here(), Document.Layer.FILE));
            locate("");
        }
    }

    private void locate(String path) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw new UserException(path + ": alias *" + parser.getText(), here(), "write the value out in its place");
        }
        if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_STRING) {
            scalar(path);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String child = ValuePath.child(path, parser.currentName());
                into.put(child, new Location(here(), Document.Layer.FILE));
                parser.nextToken();
                locate(child);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                String child = path + "[" + i + "]";
                into.put(child, new Location(here(), Document.Layer.FILE));
                locate(child);
            }
        }
    }

    /** Looks at a value that is no text: a number, true, false or nothing. */
    private void scalar(String path) throws IOException {
        String word = parser.getText();
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue())) {
            throw new UserException(
                    path + ": " + word + " is not a finite number",
                    here(),
                    "write a number between -1.7e308 and 1.7e308");
        }
        if (parser instanceof YAMLParser) {
            if (parser.currentToken().isNumeric() && word.matches("[-+]?0\\d+")) {
                throw new UserException(
                        path + ": " + word + " is octal to YAML, decimal to people",
                        here(),
                        "write the number without leading zeros");
            }
            into.computeIfPresent(path, (p, location) -> location.saying(word));
        }
    }

    private String here() {
        return name + ":" + parser.currentTokenLocation().getLineNr();
    }
}
