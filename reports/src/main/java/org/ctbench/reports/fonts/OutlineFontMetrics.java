package org.ctbench.reports.fonts;

import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.geom.Rectangle2D;

/** Widths and heights in whole units, as AWT asks for them. */
final class OutlineFontMetrics extends FontMetrics {
    private static final long serialVersionUID = 1L;

    private final OutlineFont outlines;

    OutlineFontMetrics(OutlineFont font) {
        super(font);
        this.outlines = font;
    }

    @Override
    public int getAscent() {
        return (int) Math.ceil(Typeface.bundled().ascent() * outlines.getSize2D());
    }

    @Override
    public int getDescent() {
        return (int) Math.ceil(Typeface.bundled().descent() * outlines.getSize2D());
    }

    @Override
    public int charWidth(int character) {
        return stringWidth(Character.toString(character));
    }

    @Override
    public int charWidth(char character) {
        return stringWidth(String.valueOf(character));
    }

    @Override
    public int stringWidth(String text) {
        return (int) Math.ceil(outlines.width(text));
    }

    @Override
    public int charsWidth(char[] text, int offset, int length) {
        return stringWidth(new String(text, offset, length));
    }

    @Override
    public Rectangle2D getStringBounds(String text, Graphics context) {
        return outlines.getStringBounds(text, null);
    }
}
