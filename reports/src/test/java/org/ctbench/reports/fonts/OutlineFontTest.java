package org.ctbench.reports.fonts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutlineFontTest {
    /** Advance widths of Arial, which Liberation Sans repeats: 1139, 1366 and 569 of 2048 units. */
    @Test
    void measuresLikeArial() {
        OutlineFont font = OutlineFont.ofSize(2048);

        assertEquals(1139, font.width("0"), 0.01);
        assertEquals(1366, font.width("A"), 0.01);
        assertEquals(569, font.width(" "), 0.01);
        assertEquals(1139 + 1366, font.width("0A"), 0.01);
    }

    @Test
    void setsAllDigitsEquallyWide() {
        OutlineFont font = OutlineFont.ofSize(12);

        assertEquals(font.width("00000"), font.width("12948"), 1e-9);
    }

    @Test
    void cutsWhatIsTooWide() {
        OutlineFont font = OutlineFont.ofSize(12);

        String cut = font.fit("common pneumonia", 60);

        assertTrue(cut.endsWith("\u2026"), cut);
        assertTrue(font.width(cut) <= 60, cut);
        assertEquals("CP", font.fit("CP", 60));
    }

    /** The writer of SVG derives fonts this way; the result must not be one of AWT's, which asks for the machine's. */
    @Test
    void derivesAnotherSizeFromAttributes() {
        OutlineFont font = OutlineFont.ofSize(12);

        assertEquals(OutlineFont.ofSize(100), font.deriveFont(Map.of(TextAttribute.SIZE, 100f)));
        assertEquals(font, font.deriveFont(Map.of(TextAttribute.WEIGHT, TextAttribute.WEIGHT_BOLD)));
    }

    @Test
    void standsOnTheBaseLine() {
        Rectangle2D bounds = Typeface.bundled().outline("H", 100).getBounds2D();

        assertEquals(0, bounds.getMaxY(), 0.5);
        assertTrue(bounds.getMinY() < -60 && bounds.getMinY() > -80, bounds.toString());
    }

    @Test
    void drawsABoxForWhatTheFontLacks() {
        assertTrue(Typeface.bundled().outline("\uD83E\uDEC1", 100).getBounds2D().getWidth() > 0);
    }
}
