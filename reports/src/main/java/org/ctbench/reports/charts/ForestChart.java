package org.ctbench.reports.charts;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.document.ForestPlot;
import org.ctbench.reports.document.ForestPlot.Estimate;
import org.ctbench.reports.document.ForestPlot.Group;
import org.ctbench.reports.document.ForestPlot.Line;
import org.ctbench.reports.document.ForestPlot.Target;
import org.jfree.chart.ui.Drawable;

/** A row for each cell: its name, a plot of its values, the values, the verdict. Each group has an axis below it. */
final class ForestChart implements Drawable {
    private static final int PADDING = 12;
    private static final int LEGEND = 34;
    private static final int HEADING = 28; // name of a group
    private static final int ROW = 22;
    private static final int AXIS = 38; // ticks below a group, and room after them
    private static final int NAME_WIDTH = 210;
    private static final int PLOT_LEFT = PADDING + NAME_WIDTH + 14;
    private static final int PLOT_WIDTH = 330;
    private static final int PUBLISHED_RIGHT = PLOT_LEFT + PLOT_WIDTH + 78;
    private static final int REPRODUCED_RIGHT = PUBLISHED_RIGHT + 152;
    private static final int VERDICT_LEFT = REPRODUCED_RIGHT + 18;
    private static final int WIDTH = VERDICT_LEFT + 140;
    private static final int TICK_LENGTH = 4;
    private static final int MOST_STEPS = 5;
    private static final double LEAST_SPAN = 4; // of an axis in percent: a tenth of a point must not look like a gulf
    private static final double LEAST_PLAIN_SPAN = 0.04; // the same of shares that are printed as they are

    private final ForestPlot plot;
    private final Theme theme;

    ForestChart(ForestPlot plot, Theme theme) {
        this.plot = plot;
        this.theme = theme;
    }

    Sketch sketch() {
        int groups = plot.groups().stream()
                .mapToInt(g -> HEADING + ROW * g.lines().size() + AXIS)
                .sum();
        return new Sketch(this, WIDTH, PADDING + LEGEND + groups);
    }

    @Override
    public void draw(Graphics2D surface, Rectangle2D area) {
        surface.setPaint(theme.background());
        surface.fill(area);
        Pen pen = new Pen(surface, Look.TICK, theme.text());
        new ForestMarks(surface, theme).legend(pen.withInk(theme.muted()), PADDING, PADDING + 8.0);
        int top = PADDING + LEGEND;
        for (Group group : plot.groups()) {
            group(pen, group, top);
            top += HEADING + ROW * group.lines().size() + AXIS;
        }
    }

    private void group(Pen pen, Group group, int top) {
        Scale scale = Scale.of(group);
        double baseline = top + 18.0;
        String unit = group.unit().symbol().isEmpty() ? "" : ", " + group.unit().symbol();
        pen.withFont(Look.LABEL)
                .left(Look.LABEL.fit(group.name() + unit, PLOT_LEFT + PLOT_WIDTH - 20.0), PADDING, baseline);
        Pen head = pen.withInk(theme.muted());
        head.right("published", PUBLISHED_RIGHT, baseline);
        head.right("reproduced", REPRODUCED_RIGHT, baseline);
        head.left("verdict", VERDICT_LEFT, baseline);
        int first = top + HEADING;
        int bottom = first + ROW * group.lines().size();
        grid(head, scale, first, bottom);
        for (int i = 0; i < group.lines().size(); i++) {
            line(pen, scale, group.lines().get(i), first + ROW * i + ROW / 2.0);
        }
    }

    private void grid(Pen pen, Scale scale, int top, int bottom) {
        Graphics2D surface = pen.surface();
        surface.setStroke(Look.thin());
        surface.setPaint(theme.rule());
        surface.draw(new Line2D.Double(PADDING, top, WIDTH - PADDING, top));
        for (BigDecimal tick : scale.ticks().values()) {
            double x = scale.x(tick);
            surface.setPaint(theme.grid());
            surface.draw(new Line2D.Double(x, top + 1.0, x, bottom));
            surface.setPaint(theme.muted());
            surface.draw(new Line2D.Double(x, bottom, x, bottom + (double) TICK_LENGTH));
            pen.centred(scale.ticks().text(tick), x, bottom + TICK_LENGTH + 12.0);
        }
        surface.setPaint(theme.muted());
        surface.draw(new Line2D.Double(PLOT_LEFT, bottom, PLOT_LEFT + (double) PLOT_WIDTH, bottom));
    }

    private void line(Pen pen, Scale scale, Line line, double middle) {
        double baseline = pen.baseline(middle);
        pen.left(Look.TICK.fit(line.name(), NAME_WIDTH), PADDING, baseline);
        ForestMarks marks = new ForestMarks(pen.surface(), theme);
        line.published().flatMap(Target::margin).ifPresent(m -> {
            BigDecimal centre = line.published().get().value().quantity().exact();
            marks.band(scale.inside(centre.subtract(m)), scale.inside(centre.add(m)), middle);
        });
        line.reproduced().ifPresent(estimate -> {
            estimate.slices().ifPresent(b -> marks.thinBar(scale.x(b.lower()), scale.x(b.upper()), middle));
            estimate.interval().ifPresent(b -> marks.bar(scale.x(b.lower()), scale.x(b.upper()), middle));
            marks.dot(scale.x(estimate.value().quantity().exact()), middle);
        });
        line.published()
                .map(Target::value)
                .ifPresent(p -> marks.diamond(
                        scale.x(p.quantity().exact()), middle, p.derivation().isPresent()));
        Pen digits = pen.withInk(theme.muted());
        digits.right(line.published().map(p -> p.value().text()).orElse("\u2013"), PUBLISHED_RIGHT, baseline);
        pen.right(line.reproduced().map(ForestChart::digits).orElse("\u2013"), REPRODUCED_RIGHT, baseline);
        marks.verdict(pen, line.verdict().kind(), VERDICT_LEFT, baseline);
    }

    private static String digits(Estimate estimate) {
        return estimate.interval()
                .map(b -> IntervalCell.measured(estimate.value().quantity(), b).text())
                .orElse(estimate.value().text());
    }

    /** From values of a group to the page. */
    private record Scale(Ticks ticks) {
        static Scale of(Group group) {
            List<BigDecimal> all = group.lines().stream().flatMap(Scale::values).toList();
            double least =
                    all.stream().mapToDouble(BigDecimal::doubleValue).min().orElse(0);
            double most =
                    all.stream().mapToDouble(BigDecimal::doubleValue).max().orElse(100);
            boolean percent = group.unit().equals(Unit.PERCENT);
            double missing = Math.max(0, (percent ? LEAST_SPAN : LEAST_PLAIN_SPAN) - (most - least)) / 2;
            double from = least - missing;
            double to = most + missing;
            boolean share = percent && least >= 0 && most <= 100;
            return new Scale(
                    Ticks.enclosing(share ? Math.max(0, from) : from, share ? Math.min(100, to) : to, MOST_STEPS));
        }

        /** All that must be seen; a margin may leave the axis. */
        private static Stream<BigDecimal> values(Line line) {
            Stream<BigDecimal> published =
                    line.published().stream().map(p -> p.value().quantity().exact());
            Stream<BigDecimal> reproduced =
                    line.reproduced().stream().map(r -> r.value().quantity().exact());
            Stream<BigDecimal> intervals = line.reproduced().stream()
                    .flatMap(r -> Stream.of(r.interval(), r.slices()))
                    .flatMap(Optional::stream)
                    .flatMap(Scale::ends);
            return Stream.concat(Stream.concat(published, reproduced), intervals);
        }

        private static Stream<BigDecimal> ends(Bounds bounds) {
            return Stream.of(bounds.lower(), bounds.upper());
        }

        double x(BigDecimal value) {
            double lower = ticks.lower().doubleValue();
            return PLOT_LEFT
                    + PLOT_WIDTH
                            * (value.doubleValue() - lower)
                            / (ticks.upper().doubleValue() - lower);
        }

        /** The same, held within the axis. */
        double inside(BigDecimal value) {
            return x(value.max(ticks.lower()).min(ticks.upper()));
        }
    }
}
