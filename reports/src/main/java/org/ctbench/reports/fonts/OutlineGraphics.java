package org.ctbench.reports.fonts;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.text.AttributedCharacterIterator;

/** Draws on another surface, with all text measured, and where asked also drawn, by the bundled font. */
public final class OutlineGraphics extends ForwardingGraphics {
    private final boolean textAsShapes;
    private OutlineFont font;

    private OutlineGraphics(Graphics2D target, boolean textAsShapes, OutlineFont font) {
        super(target);
        this.textAsShapes = textAsShapes;
        setFont(font);
    }

    /** Text becomes filled shapes; for surfaces of pixels. */
    public static OutlineGraphics shapes(Graphics2D target) {
        return new OutlineGraphics(target, true, OutlineFont.ofSize(12));
    }

    /** Text stays text; for surfaces that write it down, such as SVG. */
    public static OutlineGraphics text(Graphics2D target) {
        return new OutlineGraphics(target, false, OutlineFont.ofSize(12));
    }

    @Override
    public Graphics create() {
        return new OutlineGraphics((Graphics2D) target().create(), textAsShapes, font);
    }

    @Override
    public Font getFont() {
        return font;
    }

    /** Any other font than an {@link OutlineFont} is replaced by one of its size. */
    @Override
    public void setFont(Font asked) {
        if (asked == null) {
            return;
        }
        font = asked instanceof OutlineFont ? (OutlineFont) asked : OutlineFont.ofSize(asked.getSize2D());
        if (!textAsShapes) {
            target().setFont(font);
        }
    }

    @Override
    public FontMetrics getFontMetrics(Font asked) {
        return (asked instanceof OutlineFont ? (OutlineFont) asked : OutlineFont.ofSize(asked.getSize2D())).metrics();
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return new FontRenderContext(new AffineTransform(), true, true);
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (textAsShapes) {
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            target().fill(Typeface.bundled().outline(text, font.getSize2D()).createTransformedShape(place));
        } else {
            target().drawString(text, x, y);
        }
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    /** Draws the characters; attributes are ignored. */
    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        StringBuilder plain = new StringBuilder();
        for (char c = text.first(); c != AttributedCharacterIterator.DONE; c = text.next()) {
            plain.append(c);
        }
        drawString(plain.toString(), x, y);
    }

    /** Fills the shapes of the glyphs, whichever font they come from. */
    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        target().fill(glyphs.getOutline(x, y));
    }
}
