package org.ctbench.reports.fonts;

import java.awt.Font;
import java.awt.font.LineMetrics;

/** Heights of a line in the bundled typeface. */
final class OutlineLineMetrics extends LineMetrics {
    private static final float LINE_WIDTH = 0.07f; // of the size; strikes and underlines are not drawn in charts
    private final int characters;
    private final float size;

    OutlineLineMetrics(int characters, float size) {
        this.characters = characters;
        this.size = size;
    }

    @Override
    public int getNumChars() {
        return characters;
    }

    @Override
    public float getAscent() {
        return (float) Typeface.bundled().ascent() * size;
    }

    @Override
    public float getDescent() {
        return (float) Typeface.bundled().descent() * size;
    }

    @Override
    public float getLeading() {
        return 0;
    }

    @Override
    public float getHeight() {
        return getAscent() + getDescent();
    }

    @Override
    public int getBaselineIndex() {
        return Font.ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
        return new float[] {0, -getAscent() / 2, -getAscent()};
    }

    @Override
    public float getStrikethroughOffset() {
        return -getAscent() / 3;
    }

    @Override
    public float getStrikethroughThickness() {
        return LINE_WIDTH * size;
    }

    @Override
    public float getUnderlineOffset() {
        return getDescent() / 2;
    }

    @Override
    public float getUnderlineThickness() {
        return LINE_WIDTH * size;
    }
}
