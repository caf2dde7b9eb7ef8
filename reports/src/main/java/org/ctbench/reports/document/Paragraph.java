package org.ctbench.reports.document;

import org.ctbench.reports.cells.PlainText;

/**
 * A paragraph of plain words.
 *
 * @param text without markup; what looks like markup is printed as it is
 */
public record Paragraph(String text) implements ContentBlock {
    public Paragraph {
        text = PlainText.of("paragraph", text);
    }

    public static Paragraph of(String text) {
        return new Paragraph(text);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.paragraph(this);
    }
}
