package org.ctbench.reports.charts;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.AffinityHeatMap;
import org.ctbench.reports.document.AffinityHeatMap.ClassRow;
import org.ctbench.reports.document.Matrix;
import org.jfree.chart.ui.Drawable;

/** Matrices side by side, one colour scale below them. Each number is a block of whole pixels of the PNG. */
final class HeatMapChart implements Drawable {
    private static final int PADDING = 12;
    private static final int GAP = 24; // between columns
    private static final int ROW_GAP = 16;
    private static final int HEADING = 22; // height of the line of column names
    private static final int BELOW = 40; // ticks and name of the horizontal axis
    private static final int BAR_GAP = 10;
    private static final int BAR_WIDTH = 300;
    private static final int TICK_LENGTH = 4;
    private static final int MAX_NAME_WIDTH = 140;
    private static final int ALL_PANELS = 800 * Drawing.PNG_SCALE; // width of a row of matrices in PNG pixels
    private static final int PANEL_HEIGHT = 128 * Drawing.PNG_SCALE;
    private static final int LARGEST_BLOCK = 24 * Drawing.PNG_SCALE;
    private static final double SHARE_WITHIN = 0.995; // of all numbers, within the colour scale
    private static final String VERTICAL = "affinity";
    private static final String HORIZONTAL = "feature";

    private final AffinityHeatMap map;
    private final Theme theme;
    private final ColorBar bar;
    private final int blockWidth; // in PNG pixels
    private final int blockHeight;
    private final int panelWidth; // in CSS pixels, as all that follows
    private final int panelHeight;
    private final int left; // of the first matrix

    HeatMapChart(AffinityHeatMap map, Theme theme) {
        this.map = map;
        this.theme = theme;
        bar = bar(map.magnitudes(), theme);
        blockWidth = block(ALL_PANELS / map.states().size(), map.features());
        blockHeight = block(PANEL_HEIGHT, map.affinities());
        panelWidth = cssPixels(blockWidth * map.features());
        panelHeight = cssPixels(blockHeight * map.affinities());
        double names = map.rows().stream()
                .mapToDouble(row -> Look.LABEL.width(row.name()))
                .max()
                .orElseThrow();
        int ticksWidth = (int) Math.ceil(Look.TICK.width(VERTICAL)) + 2 * TICK_LENGTH;
        left = PADDING + (int) Math.ceil(Math.min(names, MAX_NAME_WIDTH)) + GAP + ticksWidth;
    }

    /** Ends where a few numbers lie beyond, and says so: a single large one must not fade all others. */
    private static ColorBar bar(double[] magnitudes, Theme theme) {
        double most = magnitudes[(int) Math.ceil(magnitudes.length * SHARE_WITHIN) - 1];
        double limit = most > 0 ? most : 1;
        Ticks ticks = ColorBar.ticks(-limit, limit, BAR_WIDTH);
        double end = ticks.upper().doubleValue();
        long beyond = Arrays.stream(magnitudes).filter(m -> m > end).count();
        String share = Value.fraction((double) beyond / magnitudes.length, 2).text();
        String note = beyond == 0 ? "" : ", " + share + " % beyond the ends";
        return new ColorBar(Ramp.diverging(end, theme), ticks, "element of the matrix" + note);
    }

    private static int block(int room, int numbers) {
        return Math.max(1, Math.min(LARGEST_BLOCK, room / numbers));
    }

    private static int cssPixels(int pngPixels) {
        return (pngPixels + Drawing.PNG_SCALE - 1) / Drawing.PNG_SCALE;
    }

    Sketch sketch() {
        int columns = map.states().size();
        int panels = columns * panelWidth + (columns - 1) * GAP;
        int height = bottom() + BELOW + BAR_GAP + ColorBar.HEIGHT + PADDING;
        return new Sketch(this, left + Math.max(panels, BAR_WIDTH + GAP) + GAP, height);
    }

    @Override
    public void draw(Graphics2D surface, Rectangle2D area) {
        surface.setPaint(theme.background());
        surface.fill(area);
        Pen pen = new Pen(surface, Look.LABEL, theme.text());
        double heading = PADDING + 12;
        pen.withFont(Look.TICK).withInk(theme.muted()).right(VERTICAL, left - 2.0 * TICK_LENGTH, heading);
        for (int s = 0; s < map.states().size(); s++) {
            String state = Look.LABEL.fit(map.states().get(s), panelWidth);
            pen.centred(state, x(s) + panelWidth / 2.0, heading);
            features(pen.withFont(Look.TICK).withInk(theme.muted()), x(s));
        }
        for (int r = 0; r < map.rows().size(); r++) {
            row(pen, r);
        }
        int top = bottom() + BELOW + BAR_GAP;
        bar.draw(surface, theme, new Rectangle2D.Double(left, top, BAR_WIDTH, ColorBar.HEIGHT));
    }

    private void row(Pen pen, int r) {
        ClassRow row = map.rows().get(r);
        String name = Look.LABEL.fit(row.name(), MAX_NAME_WIDTH);
        pen.left(name, PADDING, pen.baseline(y(r) + panelHeight / 2.0));
        Pen ticks = pen.withFont(Look.TICK).withInk(theme.muted());
        int n = map.affinities();
        for (int a : places(n, 2)) {
            double middle = y(r) + (a - 0.5) * panelHeight / n;
            line(pen.surface(), new Line2D.Double(left - 1.0 - TICK_LENGTH, middle, left - 1.0, middle));
            ticks.right(String.valueOf(a), left - 2.0 * TICK_LENGTH, ticks.baseline(middle));
        }
        for (int s = 0; s < row.panels().size(); s++) {
            panel(pen.surface(), row.panels().get(s), x(s), y(r));
        }
    }

    private void panel(Graphics2D surface, Matrix grid, int x, int y) {
        surface.drawImage(bar.ramp().image(grid, blockWidth, blockHeight), x, y, panelWidth, panelHeight, null);
        surface.setStroke(Look.thin());
        surface.setPaint(theme.rule());
        surface.draw(new Rectangle2D.Double(x - 0.5, y - 0.5, panelWidth + 1.0, panelHeight + 1.0));
    }

    /** Ticks and name of the horizontal axis, below the last row. */
    private void features(Pen pen, int x) {
        int n = map.features();
        double top = bottom() + 1.0;
        for (int f : places(n, 4)) {
            double middle = x + (f - 0.5) * panelWidth / n;
            line(pen.surface(), new Line2D.Double(middle, top, middle, top + TICK_LENGTH));
            pen.centred(String.valueOf(f), middle, top + TICK_LENGTH + 12);
        }
        pen.centred(HORIZONTAL, x + panelWidth / 2.0, top + TICK_LENGTH + 28);
    }

    private void line(Graphics2D surface, Line2D line) {
        surface.setStroke(Look.thin());
        surface.setPaint(theme.muted());
        surface.draw(line);
    }

    /** The first, the last, and those that part 1 to {@code n} evenly: 1, 64, 128, 192, 256. */
    private static List<Integer> places(int n, int parts) {
        return IntStream.rangeClosed(0, parts)
                .map(i -> Math.max(1, Math.round((float) n * i / parts)))
                .distinct()
                .boxed()
                .toList();
    }

    private int x(int state) {
        return left + state * (panelWidth + GAP);
    }

    private int y(int row) {
        return PADDING + HEADING + row * (panelHeight + ROW_GAP);
    }

    private int bottom() {
        return y(map.rows().size() - 1) + panelHeight;
    }
}
