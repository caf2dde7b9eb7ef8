package org.ctbench.reports.cells;

/**
 * Words.
 *
 * @param text any text; it is escaped where it is written
 * @param code whether it is set in a fixed pitch: digests, file names, identifiers
 * @param strong whether it is set in bold: what nobody shall overlook
 */
public record Text(String text, boolean code, boolean strong) implements TableCell {
    public Text {
        text = PlainText.of("text", text);
    }

    public static Text of(String text) {
        return new Text(text, false, false);
    }

    public static Text code(String text) {
        return new Text(text, true, false);
    }

    public static Text strong(String text) {
        return new Text(text, false, true);
    }

    @Override
    public Emphasis emphasis() {
        return strong ? Emphasis.BEST : Emphasis.NONE;
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
