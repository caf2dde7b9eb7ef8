package org.ctbench.reports.fonts;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The bundled font: widths and outlines at a size of one. Safe for use by several threads. */
final class Typeface {
    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final Typeface BUNDLED = read();

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final double ascent;
    private final double descent;
    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    /** Outline with y growing downwards and the origin on the base line. */
    private record Glyph(double advance, GeneralPath outline) {}

    private Typeface(TrueTypeFont font) throws IOException {
        this.font = font;
        characters = font.getUnicodeCmapLookup();
        unitsPerEm = font.getUnitsPerEm();
        ascent = font.getHorizontalHeader().getAscender() / unitsPerEm;
        descent = -font.getHorizontalHeader().getDescender() / unitsPerEm;
    }

    static Typeface bundled() {
        return BUNDLED;
    }

    double ascent() {
        return ascent;
    }

    double descent() {
        return descent;
    }

    double width(String text) {
        return text.codePoints().mapToDouble(c -> glyph(c).advance()).sum();
    }

    /** The text's outlines for a font of that size; starts at (0, 0) on the base line. */
    GeneralPath outline(String text, double size) {
        GeneralPath line = new GeneralPath(GeneralPath.WIND_NON_ZERO);
        double x = 0;
        for (int c : text.codePoints().toArray()) {
            Glyph glyph = glyph(c);
            AffineTransform place = AffineTransform.getScaleInstance(size, size);
            place.translate(x, 0);
            line.append(glyph.outline().getPathIterator(place), false);
            x += glyph.advance();
        }
        return line;
    }

    private Glyph glyph(int character) {
        return glyphs.computeIfAbsent(character, this::load);
    }

    /** The font reads its tables lazily from one stream, hence the lock. */
    private synchronized Glyph load(int character) {
        try {
            int id = characters.getGlyphId(character); // 0, the empty box, for what the font lacks
            GlyphData data = font.getGlyph().getGlyph(id);
            GeneralPath outline = data == null ? new GeneralPath() : data.getPath();
            outline.transform(AffineTransform.getScaleInstance(1 / unitsPerEm, -1 / unitsPerEm));
            return new Glyph(font.getAdvanceWidth(id) / unitsPerEm, outline);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static Typeface read() {
        try (InputStream in = Typeface.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + FILE + " of org.apache.pdfbox:pdfbox");
            }
            return new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
