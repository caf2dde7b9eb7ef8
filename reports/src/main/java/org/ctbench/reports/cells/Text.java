package org.ctbench.reports.cells;

/**
 * Words.
 *
 * @param text any text; it is escaped where it is written
 * @param code whether it is set in a fixed pitch: digests, file names, identifiers
 */
public record Text(String text, boolean code) implements Cell {
    public Text {
        text = PlainText.of("text", text);
    }

    public static Text of(String text) {
        return new Text(text, false);
    }

    public static Text code(String text) {
        return new Text(text, true);
    }

    @Override
    public String plain() {
        return text;
    }

    @Override
    public boolean numeric() {
        return false;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.text(this);
    }
}
