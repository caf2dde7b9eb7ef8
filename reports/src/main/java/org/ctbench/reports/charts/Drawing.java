package org.ctbench.reports.charts;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.fonts.OutlineGraphics;

/** A figure in one theme. Safe for use by several threads. */
public final class Drawing {
    /** Pixels of a PNG for each CSS pixel: fit for print. */
    static final int PNG_SCALE = 2;

    private final Figure figure;
    private final Theme theme;

    private Drawing(Figure figure, Theme theme) {
        this.figure = figure;
        this.theme = theme;
    }

    public static Drawing of(Figure figure, Theme theme) {
        return new Drawing(figure, theme);
    }

    /** An SVG element without XML declaration, with a view box and identifiers that are unique to figure and theme. */
    public String svgElement() {
        Sketch sketch = figure.draw(new Draughtsman(theme));
        SvgPage page = SvgPage.of(figure.id() + "-" + theme.name() + "-", sketch.width(), sketch.height());
        draw(sketch, page.surface());
        return page.element();
    }

    /** A PNG file, {@value #PNG_SCALE} pixels for each CSS pixel, without time stamp. */
    public byte[] png() {
        Sketch sketch = figure.draw(new Draughtsman(theme));
        BufferedImage image =
                new BufferedImage(sketch.width() * PNG_SCALE, sketch.height() * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pixels = image.createGraphics();
        pixels.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pixels.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pixels.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pixels.scale(PNG_SCALE, PNG_SCALE);
        draw(sketch, OutlineGraphics.shapes(pixels));
        pixels.dispose();
        return PictureFile.png(image);
    }

    private static void draw(Sketch sketch, Graphics2D surface) {
        sketch.drawing().draw(surface, new Rectangle2D.Double(0, 0, sketch.width(), sketch.height()));
    }
}
