package org.ctbench.reports.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.SegmentationOverlay.Slice;
import org.jfree.chart.ui.Drawable;

/** Slices in three columns: predictions, probability, true lesions. */
final class OverlayChart implements Drawable {
    private static final int PADDING = 12;
    private static final int GAP = 12;
    private static final int PANEL = 256; // 512 pixels of a slice are 512 pixels of the PNG
    private static final int HEADING = 26;
    private static final int NAME = 22; // height of the line above a row
    private static final int COLUMNS = 3;
    private static final int SWATCH = 10;
    private static final String NO_IMAGE = "the image is not part of this report";
    private static final String NO_MAP = "no probability map";
    private static final int WIDTH = 2 * PADDING + COLUMNS * PANEL + (COLUMNS - 1) * GAP;

    private final SegmentationOverlay overlay;
    private final Theme theme;
    private final ColorBar bar;

    OverlayChart(SegmentationOverlay overlay, Theme theme) {
        this.overlay = overlay;
        this.theme = theme;
        Ticks quarters = new Ticks(BigDecimal.ZERO, BigDecimal.ONE, new BigDecimal("0.25"));
        bar = new ColorBar(Ramp.probability(), quarters, "probability of a lesion");
    }

    Sketch sketch() {
        int rows =
                overlay.slices().stream().mapToInt(s -> NAME + height(s) + GAP).sum();
        return new Sketch(this, WIDTH, PADDING + HEADING + rows + (mapped() ? ColorBar.HEIGHT + PADDING : 0));
    }

    private boolean mapped() {
        return overlay.slices().stream().anyMatch(s -> s.probability().isPresent());
    }

    private static int height(Slice slice) {
        return Math.max(1, Math.round((float) PANEL * slice.height() / slice.width()));
    }

    private static int x(int column) {
        return PADDING + column * (PANEL + GAP);
    }

    @Override
    public void draw(Graphics2D surface, Rectangle2D area) {
        surface.setPaint(theme.background());
        surface.fill(area);
        Pen pen = new Pen(surface, Look.LABEL, theme.text());
        headings(pen);
        int y = PADDING + HEADING;
        for (Slice slice : overlay.slices()) {
            String name = Look.TICK.fit(slice.name(), WIDTH - 2.0 * PADDING);
            pen.withFont(Look.TICK).withInk(theme.muted()).left(name, PADDING, y + NAME - 7.0);
            y += NAME;
            row(surface, slice, y);
            y += height(slice) + GAP;
        }
        if (mapped()) {
            bar.draw(surface, theme, new Rectangle2D.Double(x(1), y, PANEL, ColorBar.HEIGHT));
        }
    }

    private void headings(Pen pen) {
        double baseline = PADDING + 12;
        swatch(pen.surface(), LesionLayer.PREDICTED, x(0));
        pen.left("Prediction: mask, box, confidence", x(0) + SWATCH + 6.0, baseline);
        pen.left("Probability map", x(1), baseline);
        swatch(pen.surface(), LesionLayer.TRUE, x(2));
        pen.left("Ground truth", x(2) + SWATCH + 6.0, baseline);
    }

    private void swatch(Graphics2D surface, Color color, int x) {
        Rectangle2D square = new Rectangle2D.Double(x + 0.5, PADDING + 2.5, SWATCH, SWATCH);
        surface.setPaint(color);
        surface.fill(square);
        surface.setStroke(Look.thin());
        surface.setPaint(theme.text());
        surface.draw(square);
    }

    private void row(Graphics2D surface, Slice slice, int y) {
        int height = height(slice);
        Optional<BufferedImage> grey = slice.image().map(matrix -> Ramp.grey().image(matrix, 1, 1));
        Optional<BufferedImage> map =
                slice.probability().map(matrix -> bar.ramp().image(matrix, 1, 1));
        List<LesionLayer> layers = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            Rectangle2D panel = new Rectangle2D.Double(x(column), y, PANEL, height);
            layers.add(new LesionLayer(surface, slice.marks(), panel));
        }
        layers.get(0).show(grey, NO_IMAGE);
        layers.get(1).show(map, NO_MAP);
        layers.get(2).show(grey, NO_IMAGE);
        layers.get(0).predictionsOrWords();
        layers.get(2).lesionsOrWords();
        surface.setStroke(Look.thin());
        surface.setPaint(theme.rule());
        for (int column = 0; column < COLUMNS; column++) {
            surface.draw(new Rectangle2D.Double(x(column) - 0.5, y - 0.5, PANEL + 1.0, height + 1.0));
        }
    }
}
