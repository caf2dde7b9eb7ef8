package org.ctbench.reports.fonts;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.text.AttributedCharacterIterator.Attribute;
import java.text.CharacterIterator;
import java.util.Map;

/** A font that measures itself with the bundled typeface and never asks AWT. */
public final class OutlineFont extends Font {
    /** What viewers of an SVG file choose from; all have the same widths. */
    static final String FAMILIES = "Arial, Helvetica, Liberation Sans, Arimo, sans-serif";

    private static final long serialVersionUID = 1L;

    private OutlineFont(double size) {
        super(FAMILIES, PLAIN, (int) Math.round(size));
        this.pointSize = (float) size;
    }

    /**
     * The font.
     *
     * @param size height of a line's em square, in the units of the drawing
     */
    public static OutlineFont ofSize(double size) {
        return new OutlineFont(size);
    }

    /** Width of a text in this font, in the units of the drawing. */
    public double width(String text) {
        return Typeface.bundled().width(text) * getSize2D();
    }

    /** The text, cut and ended by an ellipsis where it is wider than that. */
    public String fit(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        int[] characters = text.codePoints().toArray();
        int kept = characters.length;
        while (kept > 1 && width(new String(characters, 0, kept) + "\u2026") > width) {
            kept--;
        }
        return new String(characters, 0, kept).stripTrailing() + "\u2026";
    }

    FontMetrics metrics() {
        return new OutlineFontMetrics(this);
    }

    @Override
    public String getFamily() {
        return FAMILIES;
    }

    @Override
    public Font deriveFont(float size) {
        return new OutlineFont(size);
    }

    /** Only the size counts: there is one typeface. */
    @Override
    public Font deriveFont(Map<? extends Attribute, ?> attributes) {
        Object size = attributes.get(TextAttribute.SIZE);
        return size instanceof Number ? new OutlineFont(((Number) size).doubleValue()) : this;
    }

    @Override
    public LineMetrics getLineMetrics(String text, FontRenderContext context) {
        return new OutlineLineMetrics(text.length(), getSize2D());
    }

    @Override
    public LineMetrics getLineMetrics(String text, int begin, int end, FontRenderContext context) {
        return new OutlineLineMetrics(end - begin, getSize2D());
    }

    @Override
    public LineMetrics getLineMetrics(char[] text, int begin, int end, FontRenderContext context) {
        return new OutlineLineMetrics(end - begin, getSize2D());
    }

    @Override
    public LineMetrics getLineMetrics(CharacterIterator text, int begin, int end, FontRenderContext context) {
        return new OutlineLineMetrics(end - begin, getSize2D());
    }

    @Override
    public Rectangle2D getStringBounds(String text, FontRenderContext context) {
        Typeface typeface = Typeface.bundled();
        double height = (typeface.ascent() + typeface.descent()) * getSize2D();
        return new Rectangle2D.Double(0, -typeface.ascent() * getSize2D(), width(text), height);
    }

    @Override
    public boolean isTransformed() {
        return false;
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutlineFont && ((OutlineFont) other).getSize2D() == getSize2D();
    }

    @Override
    public int hashCode() {
        return Float.hashCode(getSize2D());
    }
}
